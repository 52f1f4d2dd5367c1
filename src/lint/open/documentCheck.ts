import type { SentenceQuestion, SentenceScore } from "../../engine/client/scoreSentences";
import type { SentenceList } from "../../prose/packedSentences";
import { listHidden } from "../../text/sentences/listHidden";
import type { Span } from "../../text/spans/span";
import { collectHidden } from "../collectHidden";
import { DocumentPhrases } from "../documentPhrases";
import type { RuleGroup } from "../groupRules";
import { listRunFindings } from "../listRunFindings";
import type { RuleRun } from "../ruleRun";
import type { DocumentFinding } from "./documentFinding";
import { findLabelLack, type LabelLack } from "./labelLack";

/** The findings of one version of a document, which grow as the engine answers. */
export class DocumentCheck {
  readonly sentences: SentenceList;
  /** The sentences to check: those that no comment and no language hides from all rules that run. Ascending. */
  readonly indices: readonly number[];
  readonly findings: DocumentFinding[] = [];
  /** Rules that the model cannot answer, though it answers others of their group. */
  lack: LabelLack | undefined;
  readonly #runs: ReadonlyMap<string, RuleRun>;
  readonly #phrases: DocumentPhrases;
  readonly #text: string;

  /** The places that are checked; `undefined`: all of the document. */
  readonly part: readonly Span[] | undefined;

  /** @param text - Of the document, in which the sentences are. @param part - Checks the sentences that touch these places. */
  constructor(
    sentences: SentenceList,
    { runs, text, part }: { runs: readonly RuleRun[]; text: string; part?: readonly Span[] | undefined },
  ) {
    this.sentences = sentences;
    this.part = part;
    this.#text = text;
    this.#phrases = new DocumentPhrases(() => sentences.listTexts());
    this.#runs = new Map(runs.map((run) => [run.rule.id, run]));
    const checked = sentences.listChecked(runs);
    this.indices = part === undefined ? checked : checked.filter((index) => this.covers(sentences.spanAt(index)));
  }

  /** True for a sentence at this place, if it touches what is checked. */
  covers({ start, end }: Span): boolean {
    return this.part?.some((place) => place.start < end && start < place.end) ?? true;
  }

  /** Those of what is on screen before the others. @param indices - Ascending. @param visible - What is on screen. */
  listVisibleFirst(indices: readonly number[], visible: Span | undefined): readonly number[] {
    if (visible === undefined) return indices;
    // The sentence at the top of the screen may start above it.
    const from = this.sentences.findIndex(visible.start) ?? this.sentences.selectFirst(visible.start);
    const to = this.sentences.selectFirst(visible.end);
    const [first, end] = [from, to].map((sentence) => {
      const at = indices.findIndex((index) => index >= sentence);
      return at < 0 ? indices.length : at;
    });
    return [...indices.slice(first, end), ...indices.slice(0, first), ...indices.slice(end)];
  }

  /** Sentences of the same key have the same answers. */
  keyAt({ needs }: RuleGroup, index: number): string {
    const sentence = this.sentences.at(index);
    const hidden = needs.hidden ? listHidden(sentence, this.#text) : [];
    return [sentence.text, ...hidden.map(({ text }) => text)].join("\n");
  }

  /** What the engine is asked about some sentences. */
  buildQuestion(
    { needs: { request, params, hidden } }: RuleGroup,
    indices: readonly number[],
  ): Omit<SentenceQuestion, "model"> {
    const placed = indices.map((index) => ({ sentence: this.sentences.at(index), document: this.#text }));
    const sentences = placed.map(({ sentence }) => sentence.text);
    return { request, params, sentences, ...(hidden && { hidden: collectHidden(placed) }) };
  }

  /** @param score - Answers what the rules of the group need. */
  add({ rules }: RuleGroup, index: number, score: NonNullable<SentenceScore> | "failed"): void {
    if (score === "failed") return;
    this.lack ??= findLabelLack(rules, [score]);
    const sentence = this.sentences.at(index);
    const runs = rules.flatMap(({ id }) => {
      const run = this.#runs.get(id);
      return run !== undefined && this.sentences.isChecked(index, run) ? [run] : [];
    });
    const found = listRunFindings(runs, { sentence, answer: score }, { phrases: this.#phrases, document: this.#text });
    for (const { run, finding } of found) {
      this.findings.push({ ...finding, sentence, threshold: run.threshold, severity: run.severity });
    }
  }
}
