import { findModelName, type ModelName } from "../../library/cache/modelName";
import { quote } from "../../wording/quote";
import { CliError } from "../cliError";

/**
 * @param bundled - Names of the models that ship with Cloze.
 * @throws {CliError} `bad-usage` for what is no name of a model on the hub.
 */
export function requireModelName(written: string, bundled: readonly { readonly name: string }[]): ModelName {
  if (bundled.some(({ name }) => name === written)) {
    throw new CliError("bad-usage", `model ${quote(written)} comes with Cloze: it is neither fetched nor removed`);
  }
  const name = findModelName(written);
  if (name !== undefined) return name;
  throw new CliError(
    "bad-usage",
    `model ${quote(written)}: expected a name on the hub, such as google-bert/bert-base-cased or google-bert/bert-base-cased@main`,
  );
}
