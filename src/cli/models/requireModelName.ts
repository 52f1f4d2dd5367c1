import { findModelName, type ModelName } from "../../library/cache/modelName";
import { quote } from "../../wording/quote";
import { CliError } from "../cliError";

/** @throws {CliError} `bad-usage` for what is no name of a model on the hub. */
export function requireModelName(written: string): ModelName {
  const name = findModelName(written);
  if (name !== undefined) return name;
  throw new CliError(
    "bad-usage",
    `model ${quote(written)}: expected a name on the hub, such as google-bert/bert-base-cased or google-bert/bert-base-cased@main`,
  );
}
