import { Option } from "commander";
import type { Requests } from "../../engine/protocol/protocol";
import { POOLINGS } from "../../tasks/embed/embedRequest";
import { CliError } from "../cliError";

/** What a text command may be told, by options or by the fields of a JSON line. Ranges are the engine's to check. */
export interface TextFields {
  readonly text: string;
  readonly pair?: string;
  readonly masks?: NonNullable<Requests["fill"]["params"]["masks"]>;
  readonly top?: number;
  readonly targets?: readonly string[];
  readonly layer?: number;
  readonly head?: number;
  readonly pooling?: NonNullable<Requests["embed"]["params"]["pooling"]>;
}
export type FieldName = keyof TextFields;

/** The option of each field that has one. */
export function buildFieldOptions(fields: readonly FieldName[]): Option[] {
  const options: Partial<Record<FieldName, Option>> = {
    pair: new Option("--pair <text>", "the text that comes after, read as its pair"),
    top: new Option("--top <count>", "how many words for each [MASK], 1 to 100").argParser(readWhole("--top")),
    targets: new Option("--targets <words>", "score these words only, separated by commas").argParser(readWords),
    layer: new Option("--layer <number>", "which layer; the last unless said").argParser(readWhole("--layer")),
    head: new Option("--head <number>", "which attention head, from 0").argParser(readWhole("--head")),
    pooling: new Option("--pooling <name>", "how tokens become one vector").choices(POOLINGS),
  };
  return fields.flatMap((field) => options[field] ?? []);
}

/**
 * The fields of a JSON line, over those of the options.
 *
 * @throws {CliError} `bad-line` for a field that the command does not know, or a text that is none.
 */
export function readLineFields(
  line: Readonly<Record<string, unknown>>,
  { known, options }: { readonly known: readonly FieldName[]; readonly options: Partial<TextFields> },
): TextFields {
  const extra = Object.keys(line).find((field) => !known.some((name) => name === field));
  if (extra !== undefined) {
    throw new CliError("bad-line", `line has a field "${extra}", expected ${known.join(", ")}`);
  }
  for (const name of ["text", "pair"]) {
    if (line[name] !== undefined && typeof line[name] !== "string") {
      throw new CliError("bad-line", `"${name}" of the line is of type ${typeof line[name]}, expected a string`);
    }
  }
  if (line["text"] === undefined) throw new CliError("bad-line", `line has no "text"`);
  // The engine checks the types of the rest, under the same names.
  return { ...options, ...line } as TextFields;
}

function readWhole(option: string): (value: string) => number {
  return (value) => {
    if (!/^-?\d+$/.test(value)) {
      throw new CliError("bad-usage", `${option} is "${value}", expected a whole number`);
    }
    return Number(value);
  };
}

function readWords(value: string): string[] {
  const words = value.split(",").map((word) => word.trim());
  if (words.includes("")) {
    throw new CliError("bad-usage", `--targets is "${value}", expected words separated by commas`);
  }
  return words;
}
