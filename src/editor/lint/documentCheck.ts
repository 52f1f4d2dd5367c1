import type { SentenceQuestion, SentenceScore } from "../../engine/client/scoreSentences";
import { collectHidden } from "../../lint/collectHidden";
import { DocumentPhrases } from "../../lint/documentPhrases";
import type { RuleGroup } from "../../lint/groupRules";
import { listRunFindings } from "../../lint/listRunFindings";
import type { RuleRun } from "../../lint/ruleRun";
import type { SentenceList } from "../../prose/packedSentences";
import { listHidden } from "../../text/sentences/listHidden";
import type { DocumentFinding } from "./documentFinding";

/** The findings of one version of a document, which grow as the engine answers. */
export class DocumentCheck {
  readonly sentences: SentenceList;
  /** The sentences to check: those that no comment and no language hides from all rules that run. Ascending. */
  readonly indices: readonly number[];
  readonly findings: DocumentFinding[] = [];
  readonly #runs: ReadonlyMap<string, RuleRun>;
  readonly #phrases: DocumentPhrases;
  readonly #text: string;

  /** @param text - Of the document, in which the sentences are. */
  constructor(sentences: SentenceList, runs: readonly RuleRun[], text: string) {
    this.sentences = sentences;
    this.#text = text;
    this.#phrases = new DocumentPhrases(() => sentences.listTexts());
    this.#runs = new Map(runs.map((run) => [run.rule.id, run]));
    this.indices = sentences.listChecked(runs);
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
    const sentence = this.sentences.at(index);
    const runs = rules.flatMap(({ id }) => {
      const run = this.#runs.get(id);
      return run !== undefined && this.sentences.isChecked(index, run) ? [run] : [];
    });
    const found = listRunFindings(runs, { sentence, answer: score }, this.#phrases);
    for (const { run, finding } of found) {
      this.findings.push({ ...finding, sentence, threshold: run.threshold, severity: run.severity });
    }
  }
}
