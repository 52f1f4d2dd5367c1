import type { LintModels } from "../../lint/open/lintSurroundings";
import type { Services } from "../services";

/** The models that answer rules, as the settings choose them. */
export function buildLintModels({ models }: Pick<Services, "models">): LintModels {
  return {
    resolve: (purpose) => models.resolve(purpose),
    info: (purpose) => models.info(purpose),
    findNames: async () => {
      if (!models.isChosen("tags")) return undefined;
      const folder = await models.resolve("tags");
      return models.info("tags")?.has.tags === true ? folder : undefined;
    },
  };
}
