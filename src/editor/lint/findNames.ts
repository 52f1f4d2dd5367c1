import type { Services } from "../services";
import { readModelName, SETTINGS } from "../settings";

/** The folder of the model that says what is a name; `undefined` if the person has chosen none that labels words. */
export async function findNames(models: Services["models"]): Promise<string | undefined> {
  if (readModelName(SETTINGS.tagsModel) === "") return undefined;
  const folder = await models.resolve("tags");
  return models.info("tags")?.has.tags === true ? folder : undefined;
}
