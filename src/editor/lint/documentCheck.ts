import type { SentenceScore } from "../../engine/client/scoreSentences";
import { DocumentPhrases } from "../../lint/documentPhrases";
import type { RuleGroup } from "../../lint/groupRules";
import { listRunFindings } from "../../lint/listRunFindings";
import type { RuleRun } from "../../lint/ruleRun";
import type { SentenceList } from "../../prose/packedSentences";
import type { DocumentFinding } from "./documentFinding";

/** The findings of one version of a document, which grow as the engine answers. */
export class DocumentCheck {
  readonly sentences: SentenceList;
  /** The sentences to check: those that no `cloze-disable` comment hides from all rules that run. Ascending. */
  readonly indices: readonly number[];
  readonly findings: DocumentFinding[] = [];
  readonly #runs: ReadonlyMap<string, RuleRun>;
  readonly #phrases: DocumentPhrases;

  constructor(sentences: SentenceList, runs: readonly RuleRun[]) {
    this.sentences = sentences;
    this.#phrases = new DocumentPhrases(() => sentences.listTexts());
    this.#runs = new Map(runs.map((run) => [run.rule.id, run]));
    this.indices = sentences.listUnmuted([...this.#runs.keys()]);
  }

  /** True for rules of which one runs. */
  needs({ rules }: RuleGroup): boolean {
    return rules.some(({ id }) => this.#runs.has(id));
  }

  /** @param score - Answers what the rules of the group need. */
  add({ rules }: RuleGroup, index: number, score: NonNullable<SentenceScore> | "failed"): void {
    if (score === "failed") return;
    const sentence = this.sentences.at(index);
    const runs = rules.flatMap(({ id }) => (this.sentences.isMuted(index, id) ? [] : (this.#runs.get(id) ?? [])));
    const found = listRunFindings(runs, { sentence, answer: score }, this.#phrases);
    for (const { run, finding } of found) {
      this.findings.push({ ...finding, sentence, threshold: run.threshold, severity: run.severity });
    }
  }
}
