import { Option } from "commander";
import * as z from "zod/mini";
import type { Requests } from "../../engine/protocol/protocol";
import { REQUESTS } from "../../engine/protocol/requests";
import { POOLINGS } from "../../tasks/embed/embedRequest";
import { DIRECTIONS } from "../../tasks/reword/rewordRequest";
import { cutText } from "../../wording/cutText";
import { CliError } from "../cliError";
import type { TextKind } from "./textCommand";

/** What a text command is given, by options or by the fields of a JSON line. The engine checks ranges. */
export interface TextFields {
  readonly text: string;
  readonly pair?: string;
  readonly masks?: NonNullable<Requests["fill"]["params"]["masks"]>;
  readonly before?: readonly string[];
  readonly after?: readonly string[];
  readonly words?: readonly string[];
  readonly maxPieces?: number;
  readonly top?: number;
  readonly targets?: readonly string[];
  /** Whether several masks are one question. */
  readonly joint?: boolean;
  readonly slot?: Requests["probe"]["params"]["slot"];
  /** What is said of a pair: whether the second follows, or what the model's own classifier says. */
  readonly task?: PairTask;
  readonly layer?: number;
  readonly head?: number;
  readonly heads?: NonNullable<Requests["attention"]["params"]["heads"]>;
  readonly token?: number;
  readonly mask?: Requests["mask"]["params"]["mask"];
  readonly from?: number;
  readonly to?: number;
  /** Whether [CLS] and [SEP] are left out. */
  readonly withoutSpecial?: boolean;
  /** Whether the answer says what it rests on. */
  readonly why?: boolean;
  readonly seed?: number;
  /** Whether whole words are chosen instead of pieces. */
  readonly wholeWords?: boolean;
  readonly level?: Level;
  readonly pooling?: NonNullable<Requests["embed"]["params"]["pooling"]>;
  readonly towards?: NonNullable<Requests["reword"]["params"]["towards"]>;
  /** The name or folder of the model that tells tones. */
  readonly toneModel?: string;
  /** The text that this one is compared with, and the text that follows it. */
  readonly other?: string;
  readonly otherPair?: string;
  /** The name or folder of the model that reads it. */
  readonly otherModel?: string;
}
export type FieldName = keyof TextFields;

/** How sure a slip must be to be shown: only the surest, or the less sure ones too. */
export const LEVELS = ["few", "some", "all"] as const;
export type Level = (typeof LEVELS)[number];

export const PAIR_TASKS = ["next", "labels"] as const;
export type PairTask = (typeof PAIR_TASKS)[number];

/** The option of each field that has one. Its help is the description in the schema of the request. */
export function buildFieldOptions(kind: TextKind, fields: readonly FieldName[]): Option[] {
  return fields.flatMap((field) => {
    const build = OPTIONS[field];
    return build === undefined ? [] : [build(describeField(kind, field))];
  });
}

const OPTIONS: Readonly<Partial<Record<FieldName, (help: string) => Option>>> = {
  pair: (help) => new Option("--pair <text>", help),
  before: (help) => new Option("--before <text>", `${help}; may be repeated`).argParser(collect),
  after: (help) => new Option("--after <text>", `${help}; may be repeated`).argParser(collect),
  maxPieces: (help) => new Option("--max-pieces <count>", help).argParser(readWhole("--max-pieces")),
  words: (help) => new Option("--words <words>", `${help}, separated by commas`).argParser(readWords("--words")),
  top: (help) => new Option("--top <count>", help).argParser(readWhole("--top")),
  targets: (help) => new Option("--targets <words>", `${help}, separated by commas`).argParser(readWords("--targets")),
  slot: (help) =>
    new Option("--slot <name=values>", `${help}, as in job=nurse,engineer; may be repeated`).argParser(readSlot),
  joint: () => new Option("--joint", "fill all masks together: what is found are combinations of words"),
  task: () =>
    new Option(
      "--task <name>",
      "what is said of the two: whether the second follows, or the labels of the model's classifier",
    )
      .choices(PAIR_TASKS)
      .default("next"),
  layer: (help) => new Option("--layer <number>", help).argParser(readWhole("--layer")),
  head: (help) => new Option("--head <number>", help).argParser(readWhole("--head")),
  heads: () => new Option("--heads <heads>", HEADS_HELP).argParser(readHeads),
  token: (help) => new Option("--token <position>", help).argParser(readWhole("--token")),
  mask: () =>
    new Option(
      "--mask <position or word>",
      "mask this word, as it is written or by the position of one of its tokens, and compare; a number that the text has is the word; may be repeated",
    ).argParser(collectMasks),
  from: (help) => new Option("--from <position>", help).argParser(readWhole("--from")),
  to: (help) => new Option("--to <position>", help).argParser(readWhole("--to")),
  withoutSpecial: () =>
    new Option("--without-special", "leave out [CLS] and [SEP] as what tokens are made of, in every layer"),
  why: () => new Option("--why", "say what the answer rests on, too"),
  seed: (help) => new Option("--seed <number>", help).argParser(readWhole("--seed")),
  wholeWords: () => new Option("--whole-words", "choose whole words instead of single pieces"),
  level: () => new Option("--level <name>", "how much to say").choices(LEVELS).default("some"),
  pooling: (help) => new Option("--pooling <name>", help).choices(POOLINGS),
  towards: () => new Option("--towards <name>", "how rewrites are to read").choices(DIRECTIONS).default("softer"),
  toneModel: () => new Option("--tone-model <name>", "another model that tells tones; default: that of --model"),
  other: () => new Option("--other <text>", "the text to compare with: what comes after"),
  otherPair: () => new Option("--other-pair <text>", "text that comes after --other, read as its pair"),
  otherModel: () => new Option("--other-model <name>", "another model, which reads --other, or the same text"),
};

const HEADS_HELP =
  'the mean of several heads, as layer:head separated by commas, or "mean" for all: of --layer, or of all layers';

/** In the manner of an option's help: without a capital and a full stop. */
function describeField(kind: TextKind, field: FieldName): string {
  const schemas: Readonly<Partial<Record<string, z.ZodMiniType>>> = REQUESTS[kind].params.shape;
  const schema = schemas[field];
  const description = (schema && z.globalRegistry.get(schema)?.description) ?? "";
  return description.charAt(0).toLowerCase() + description.slice(1).replace(/\.$/, "");
}

/**
 * The fields of a JSON line, and of the options where the line has none.
 *
 * @throws {CliError} `bad-line` for a field that the command does not know, or a text that is not a string.
 */
export function readLineFields(
  line: Readonly<Record<string, unknown>>,
  { known, options }: { readonly known: readonly FieldName[]; readonly options: Partial<TextFields> },
): TextFields {
  const extra = Object.keys(line).find((field) => !known.some((name) => name === field));
  if (extra !== undefined) {
    throw new CliError("bad-line", `line has a field "${extra}", expected ${known.join(", ")}`);
  }
  for (const name of ["text", "pair", "toneModel", "other", "otherPair", "otherModel"]) {
    if (line[name] !== undefined && typeof line[name] !== "string") {
      throw new CliError("bad-line", `"${name}" of the line is of type ${typeof line[name]}, expected a string`);
    }
  }
  checkChoice("level", line["level"], LEVELS);
  checkChoice("task", line["task"], PAIR_TASKS);
  checkChoice("towards", line["towards"], DIRECTIONS);
  for (const name of ["joint", "withoutSpecial", "why", "wholeWords"]) {
    if (line[name] === undefined || typeof line[name] === "boolean") continue;
    throw new CliError("bad-line", `"${name}" of the line is of type ${typeof line[name]}, expected true or false`);
  }
  for (const name of ["before", "after", "words", "targets"]) checkStrings(name, line[name]);
  const { slot } = line;
  if (slot !== undefined) {
    if (typeof slot !== "object" || slot === null || Array.isArray(slot)) {
      throw new CliError("bad-line", `"slot" of the line is ${JSON.stringify(slot)}, expected {"name": ["value", …]}`);
    }
    for (const [name, values] of Object.entries(slot)) checkStrings(`slot.${name}`, values);
  }
  if (line["text"] === undefined) throw new CliError("bad-line", `line has no "text"`);
  // The engine checks the types of the other fields, under the same names.
  return { ...options, ...line, ...readAsOptions(line) } as TextFields;
}

/** What a line writes as the options take it: heads as "0:1,3:5", one mask for a list of them. */
function readAsOptions({ heads, mask }: Readonly<Record<string, unknown>>): Partial<TextFields> {
  return {
    ...(typeof heads === "string" && { heads: readHeads(heads) }),
    ...((typeof mask === "string" || typeof mask === "number") && { mask: [mask] }),
  };
}

function checkChoice(name: string, value: unknown, choices: readonly string[]): void {
  if (value === undefined || choices.some((choice) => choice === value)) return;
  throw new CliError("bad-line", `"${name}" of the line is none of ${choices.join(", ")}`);
}

function checkStrings(name: string, value: unknown): void {
  if (value === undefined || (Array.isArray(value) && value.every((each) => typeof each === "string"))) return;
  const found = cutText(JSON.stringify(value), 80);
  throw new CliError("bad-line", `"${name}" of the line is ${found}, expected a list of strings`);
}

function readWhole(option: string): (value: string) => number {
  return (value) => {
    if (!/^-?\d+$/.test(value)) {
      throw new CliError("bad-usage", `${option} is "${value}", expected a whole number`);
    }
    return Number(value);
  };
}

function readHeads(value: string): NonNullable<TextFields["heads"]> {
  if (value === "mean") return value;
  return value.split(",").map((text) => {
    const [, layer, head] = /^\s*(\d+):(\d+)\s*$/.exec(text) ?? [];
    if (layer !== undefined && head !== undefined) return { layer: Number(layer), head: Number(head) };
    throw new CliError("bad-usage", `--heads is "${value}", expected "mean" or heads as in 0:1,3:5`);
  });
}

/** Each use of an option adds a text. */
function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** Each use of an option adds a word, or the position of a token: which of the two a number is depends on the text. */
function collectMasks(value: string, before: readonly (number | string)[] = []): readonly (number | string)[] {
  return [...before, value];
}

function readWords(option: string): (value: string) => string[] {
  return (value) => {
    const words = value.split(",").map((word) => word.trim());
    if (words.includes("")) {
      const given = option.endsWith("=") ? `${option}${value}: expected` : `${option} is "${value}", expected`;
      throw new CliError("bad-usage", `${given} words separated by commas`);
    }
    return words;
  };
}

/** Each use of the option adds a slot. */
function readSlot(
  value: string,
  before: Readonly<Record<string, readonly string[]>> = {},
): Readonly<Record<string, readonly string[]>> {
  const at = value.indexOf("=");
  const name = value.slice(0, Math.max(0, at)).trim();
  if (name === "")
    throw new CliError("bad-usage", `--slot is "${value}", expected name=values, as in job=nurse,engineer`);
  if (Object.hasOwn(before, name)) throw new CliError("bad-usage", `two --slot of the name "${name}", expected one`);
  return { ...before, [name]: readWords(`--slot ${name}=`)(value.slice(at + 1)) };
}
