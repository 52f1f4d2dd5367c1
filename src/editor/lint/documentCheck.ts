import type { SentenceScore } from "../../engine/client/scoreSentences";
import type { RuleGroup } from "../../lint/groupRules";
import type { SentenceList } from "../../prose/packedSentences";
import type { DocumentFinding } from "./documentFinding";

/** The findings of one version of a document, which grow as the engine answers. */
export class DocumentCheck {
  readonly sentences: SentenceList;
  /** The sentences to check: those that no `cloze-disable` comment covers. Ascending. */
  readonly indices: readonly number[];
  readonly findings: DocumentFinding[] = [];
  readonly #threshold: number;

  constructor(sentences: SentenceList, threshold: number) {
    this.sentences = sentences;
    this.indices = sentences.listUnmuted();
    this.#threshold = threshold;
  }

  /** @param score - Answers what the rules of the group need. */
  add({ rules }: RuleGroup, index: number, score: NonNullable<SentenceScore> | "failed"): void {
    if (score === "failed") return;
    const sentence = this.sentences.at(index);
    for (const rule of rules) {
      for (const finding of rule.listFindings(sentence, score, { threshold: this.#threshold })) {
        this.findings.push({ ...finding, sentence });
      }
    }
  }
}
