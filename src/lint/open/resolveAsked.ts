import type { SentenceQuestion } from "../../engine/client/scoreSentences";
import type { RuleGroup } from "../groupRules";
import type { LintModels } from "./lintSurroundings";

/** Who answers rules: what a question says of models, and a key that is another where another model answers. */
export interface Asked {
  readonly question: Pick<SentenceQuestion, "model" | "params">;
  readonly key: string;
}

/**
 * The model that answers rules. Where the person has chosen one that labels words, it says for rules about words what is
 * a name, and so no slip.
 *
 * @throws {EngineError} when no model loads.
 */
export async function resolveAsked(
  models: LintModels,
  { model: purpose, params, request }: RuleGroup["needs"],
): Promise<Asked> {
  const model = await models.resolve(purpose);
  const names = request === "slips" ? await models.findNames?.() : undefined;
  return {
    question: { model, params: names === undefined ? params : { ...params, names } },
    key: JSON.stringify([model, names]),
  };
}
