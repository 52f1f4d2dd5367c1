import { type Command, Option } from "commander";
import { CliError } from "./cliError";

/** What a command can print. */
export type Output = "text" | "json" | "sarif";

/** The options as commander gives them. */
export interface OutputOptions {
  readonly output?: Output | undefined;
  readonly json?: boolean | undefined;
  readonly sarif?: boolean | undefined;
}

/**
 * Adds `--output`, and the short option of each output besides text.
 *
 * @param descriptions - What the short options print.
 */
export function addOutputOptions(
  command: Command,
  descriptions: Readonly<Partial<Record<Exclude<Output, "text">, string>>>,
): void {
  const outputs = ["text", ...Object.keys(descriptions)];
  command.addOption(new Option("--output <name>", "what is printed. Default: text").choices(outputs));
  for (const [output, description] of Object.entries(descriptions)) {
    command.option(`--${output}`, `${description}; short for --output ${output}`);
  }
}

/**
 * The output that the options name; `undefined` if they name none.
 *
 * @throws {CliError} `bad-usage` if they name several.
 */
export function findOutput({ output, json, sarif }: OutputOptions): Output | undefined {
  const named = new Set<Output>(output === undefined ? [] : [output]);
  if (json === true) named.add("json");
  if (sarif === true) named.add("sarif");
  const [first, ...others] = named;
  if (others.length > 0) {
    throw new CliError("bad-usage", `outputs ${[...named].map((name) => `"${name}"`).join(" and ")}, expected one`);
  }
  return first;
}
