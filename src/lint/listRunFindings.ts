import type { SentenceAnswer, SentenceRequest } from "../engine/protocol/sentenceRequests";
import type { Sentence } from "../text/spans/sentence";
import type { Finding } from "./finding";
import type { RuleOptions } from "./rule";
import type { RuleRun } from "./ruleRun";

/** What a rule found, and the run that it found it in. */
export interface RunFinding {
  readonly run: RuleRun;
  readonly finding: Finding;
}

/**
 * The findings in one sentence.
 *
 * @param runs - Of rules that rest on the answer.
 * @param around - The document that the sentence is in.
 */
export function listRunFindings(
  runs: readonly RuleRun[],
  { sentence, answer }: { readonly sentence: Sentence; readonly answer: SentenceAnswer<SentenceRequest> },
  around: Required<Pick<RuleOptions, "phrases" | "document">>,
): readonly RunFinding[] {
  return runs.flatMap((run) => {
    const { rule, threshold, never } = run;
    return rule.listFindings(sentence, answer, { threshold, never, ...around }).map((finding) => ({ run, finding }));
  });
}
