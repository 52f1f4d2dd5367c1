import type { SentenceQuestion } from "../../engine/client/scoreSentences";
import type { RuleGroup } from "../../lint/groupRules";
import type { Services } from "../services";

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
  { models }: Pick<Services, "models">,
  { model: purpose, params, request }: RuleGroup["needs"],
): Promise<Asked> {
  const model = await models.resolve(purpose);
  const names = request === "slips" ? await findNames({ models }) : undefined;
  return {
    question: { model, params: names === undefined ? params : { ...params, names } },
    key: JSON.stringify([model, names]),
  };
}

async function findNames({ models }: Pick<Services, "models">): Promise<string | undefined> {
  if (!models.isChosen("tags")) return undefined;
  const folder = await models.resolve("tags");
  return models.info("tags")?.has.tags === true ? folder : undefined;
}
