import type { Command } from "commander";
import type { Requests } from "../../engine/protocol/protocol";
import type { Purpose } from "../../library/library";
import type { CliContext, OpenContext } from "../cliContext";
import { CliError } from "../cliError";
import { readInput } from "../input/readInput";
import { buildModelOption } from "../modelOption";
import { addOutputOptions, findOutput, type OutputOptions } from "../outputOptions";
import { describePrecision, findPrecision } from "../print/findPrecision";
import { printJson, printText } from "../print/terminal";
import { answerLines } from "./answerLines";
import { buildFieldOptions, type FieldName, readLineFields, type TextFields } from "./textFields";

export type TextKind =
  | "tokens"
  | "fill"
  | "joint"
  | "probe"
  | "pair"
  | "tone"
  | "classify"
  | "label"
  | "slips"
  | "attention"
  | "embed"
  | "heads"
  | "rollout"
  | "layers"
  | "mask"
  | "compare"
  | "corrupt"
  | "neurons"
  | "reword"
  | "vectors"
  | "input"
  | "occlude";

/** A command that asks the engine one thing about one text. */
export interface TextCommand<K extends TextKind> extends TextOptions<K>, TextAnswers<K> {}

/** A command that loads what it reads texts with when it is run. */
export interface LaterTextCommand<K extends TextKind> extends TextOptions<K> {
  load(context: CliContext): Promise<TextAnswers<K>>;
}

interface TextOptions<K extends TextKind> {
  /** The name of the command and of its request. */
  readonly kind: K;
  readonly summary: string;
  readonly example: string;
  readonly purpose: Purpose;
  /** "text" first. */
  readonly fields: readonly FieldName[];
  /** Ends the help. */
  readonly note?: string;
  /** An option that has another request answer. */
  readonly alternative?: {
    /** As commander takes it. */
    readonly flags: string;
    readonly description: string;
    /** The name of its value among the options. */
    readonly name: string;
    /** The command that answers in its place. */
    load(context: CliContext, value: string): Promise<TextCommand<TextKind>>;
  };
}

/** What is asked, and what is said of the answer. */
export interface TextAnswers<K extends TextKind> {
  /** @throws {CliError} `bad-usage` if a field is missing that the command needs. */
  buildParams(model: string, fields: TextFields): Requests[K]["params"];
  /** What `--json` prints, on one line. */
  toJson(result: Requests[K]["result"], fields: TextFields): object;
  /** What people read; what was found in it goes through `formatTable`. */
  describe(result: Requests[K]["result"], fields: TextFields): string;
  /** The command that answers in its place, if these fields ask for another request. */
  findInstead?(fields: TextFields): TextCommand<TextKind> | undefined;
}

interface Options extends Partial<TextFields>, Pick<OutputOptions, "output" | "json"> {
  readonly model: string;
  readonly jsonl?: boolean;
}

export function addTextCommand<K extends TextKind>(
  program: Command,
  openContext: OpenContext,
  command: TextCommand<K> | LaterTextCommand<K>,
): void {
  const added = program
    .command(command.kind)
    .summary(command.summary)
    .description(`${command.summary}\n\n  ${command.example}`)
    .argument("[text]", "the text. Default: standard input, without the line break at its end")
    .addOption(buildModelOption(command.purpose));
  addOutputOptions(added, { json: "print JSON, on one line" });
  added.option("--jsonl", `read a JSON object from each line, with ${command.fields.join(", ")}; print JSON lines`);
  for (const option of buildFieldOptions(command.kind, command.fields)) added.addOption(option);
  const { alternative } = command;
  if (alternative !== undefined) added.option(alternative.flags, alternative.description);
  if (command.note !== undefined) added.addHelpText("after", `\n${command.note}`);
  added.action(async (text: string | undefined, options: Options, called: Command) => {
    const context = openContext(called);
    const value = alternative && (options as Options & Readonly<Record<string, unknown>>)[alternative.name];
    if (alternative !== undefined && typeof value === "string") {
      await run(context, await alternative.load(context, value), { text, options });
      return;
    }
    const loaded = "load" in command ? { ...command, ...(await command.load(context)) } : command;
    await run(context, loaded, { text, options });
  });
}

async function run<K extends TextKind>(
  context: CliContext,
  command: TextCommand<K>,
  { text, options }: { readonly text: string | undefined; readonly options: Options },
): Promise<void> {
  const { model: name, jsonl, output: named, json, ...fromOptions } = options;
  const output = findOutput({ output: named, json });
  if (jsonl === true && text !== undefined) {
    throw new CliError("bad-usage", "a text and --jsonl, expected one: with --jsonl texts come from standard input");
  }
  if (jsonl === true && output === "text") {
    throw new CliError("bad-usage", '--output is "text", expected "json" with --jsonl');
  }
  const model = await context.library.resolve(name, context.folder);
  if (jsonl === true) {
    await answerLines(context, async (line) => {
      const fields = readLineFields(line, { known: command.fields, options: fromOptions });
      return (await ask(context, command, { model, fields })).toJson();
    });
    return;
  }
  const fields = { ...fromOptions, text: text ?? (await readText(context)) };
  const answer = await ask(context, command, { model, fields });
  if (output === "json") await printJson(context.output, answer.toJson());
  else await printText(context.output, answer.describe());
}

interface TextAnswer {
  readonly toJson: () => object;
  readonly describe: () => string;
}

async function ask<K extends TextKind>(
  context: CliContext,
  command: TextCommand<K>,
  { model, fields: given }: { readonly model: string; readonly fields: TextFields },
): Promise<TextAnswer> {
  const { toneModel, otherModel } = given;
  const resolve = (name: string) => context.library.resolve(name, context.folder);
  const fields: TextFields = {
    ...given,
    ...(toneModel !== undefined && { toneModel: await resolve(toneModel) }),
    ...(otherModel !== undefined && { otherModel: await resolve(otherModel) }),
  };
  const instead = command.findInstead?.(fields);
  if (instead !== undefined) return ask(context, instead, { model, fields });
  const result = await context.engine.request(command.kind, command.buildParams(model, fields));
  const precision = findPrecision(result);
  return {
    toJson: () => ({ ...command.toJson(result, fields), ...(precision && { precision }) }),
    describe: () => [command.describe(result, fields), ...describePrecision(result)].join("\n"),
  };
}

async function readText({ input }: CliContext): Promise<string> {
  if (input.isTTY === true) {
    throw new CliError("bad-usage", "no text: give it as an argument, in quotes, or on standard input");
  }
  // `echo text |` ends the text with a line break that nobody meant.
  return (await readInput(input)).replace(/\r?\n$/, "");
}
