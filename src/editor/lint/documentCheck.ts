import type { SentenceScore } from "../../engine/client/scoreSentences";
import type { RuleGroup } from "../../lint/groupRules";
import type { RuleRun } from "../../lint/ruleRun";
import type { SentenceList } from "../../prose/packedSentences";
import type { DocumentFinding } from "./documentFinding";

/** The findings of one version of a document, which grow as the engine answers. */
export class DocumentCheck {
  readonly sentences: SentenceList;
  /** The sentences to check: those that no comment and no language hides from all rules that run. Ascending. */
  readonly indices: readonly number[];
  readonly findings: DocumentFinding[] = [];
  readonly #runs: ReadonlyMap<string, RuleRun>;

  constructor(sentences: SentenceList, runs: readonly RuleRun[]) {
    this.sentences = sentences;
    this.#runs = new Map(runs.map((run) => [run.rule.id, run]));
    this.indices = sentences.listChecked(runs);
  }

  /** True for rules of which one runs. */
  needs({ rules }: RuleGroup): boolean {
    return rules.some(({ id }) => this.#runs.has(id));
  }

  /** @param score - Answers what the rules of the group need. */
  add({ rules }: RuleGroup, index: number, score: NonNullable<SentenceScore> | "failed"): void {
    if (score === "failed") return;
    const sentence = this.sentences.at(index);
    for (const rule of rules) {
      const run = this.#runs.get(rule.id);
      if (run === undefined || !this.sentences.isChecked(index, run)) continue;
      const { threshold, severity } = run;
      for (const finding of rule.listFindings(sentence, score, { threshold })) {
        this.findings.push({ ...finding, sentence, threshold, severity });
      }
    }
  }
}
