import type { EngineClient } from "../../engine/client/engineClient";
import { scoreSentences, type SentenceScore } from "../../engine/client/scoreSentences";
import { groupRules } from "../../lint/groupRules";
import type { RuleRun } from "../../lint/ruleRun";
import type { ExplainedFinding } from "./lintFiles";

interface Found {
  readonly sentences: readonly { readonly text: string; readonly before?: string | null }[];
  readonly findings: readonly ExplainedFinding[];
  readonly runs: readonly RuleRun[];
}

/**
 * Adds to findings about edited sentences what the score was before the edit. A sentence that the engine dies of has none.
 *
 * @throws {EngineError} as `scoreSentences` does.
 */
export async function scoreBefore(
  engine: Pick<EngineClient, "request">,
  model: string,
  { sentences, findings, runs }: Found,
): Promise<readonly ExplainedFinding[]> {
  const earlier = new Map(
    sentences.flatMap(({ text, before }) => (typeof before === "string" ? [[text, before]] : [])),
  );
  const scores = new Map<ExplainedFinding, number>();
  for (const { rules, needs } of groupRules(runs.map(({ rule }) => rule))) {
    const asked = findings.filter(({ rule, sentence, word }) => {
      // A word that was not the one meant need not have been there.
      return word === undefined && earlier.has(sentence) && rules.some(({ id }) => id === rule);
    });
    if (asked.length === 0) continue;
    const texts = asked.map(({ sentence }) => earlier.get(sentence) ?? "");
    const { request, params } = needs;
    const answers = await scoreSentences(engine, { request, params, model, sentences: texts }, { lane: "workspace" });
    for (const [i, finding] of asked.entries()) {
      const score = findScore(finding, answers[i]);
      if (score !== undefined) scores.set(finding, score);
    }
  }
  return findings.map((finding) => {
    const before = scores.get(finding);
    return before === undefined ? finding : { ...finding, before };
  });
}

/** The same probability, of another answer. */
function findScore({ scores, score }: ExplainedFinding, answer: SentenceScore): number | undefined {
  const name = Object.keys(scores).find((each) => scores[each] === score);
  if (name === undefined || answer === undefined || !("scores" in answer)) return undefined;
  return (answer.scores as Readonly<Record<string, number>>)[name];
}
