import type { Command } from "commander";
import type { Requests } from "../../engine/protocol/protocol";
import { DEFAULT_MODELS, type Purpose } from "../../library/library";
import { answerLines } from "./answerLines";
import type { CliContext, OpenContext } from "../cliContext";
import { printLine } from "../print/printLine";
import { CliError } from "../cliError";
import { decodeText } from "../input/decodeText";
import { buildFieldOptions, readLineFields, type FieldName, type TextFields } from "./textFields";

export type TextKind = "tokens" | "fill" | "pair" | "tone" | "attention" | "embed" | "heads" | "vectors";

/** A command that asks the engine one thing about one text. */
export interface TextCommand<K extends TextKind> {
  /** The command's name is that of the request. */
  readonly kind: K;
  readonly summary: string;
  readonly example: string;
  readonly purpose: Purpose;
  /** "text" first. */
  readonly fields: readonly FieldName[];
  /** @throws {CliError} `bad-usage` when a field is missing that the command needs. */
  buildParams(model: string, fields: TextFields): Requests[K]["params"];
  /** What `--json` prints, on one line. */
  toJson(result: Requests[K]["result"]): unknown;
  /** What people read. */
  describe(result: Requests[K]["result"], fields: TextFields): string;
}

interface Options extends Partial<TextFields> {
  readonly model?: string;
  readonly json?: boolean;
  readonly jsonl?: boolean;
}

export function addTextCommand<K extends TextKind>(
  program: Command,
  openContext: OpenContext,
  command: TextCommand<K>,
): void {
  const added = program
    .command(command.kind)
    .summary(command.summary)
    .description(`${command.summary}\n\n  ${command.example}`)
    .argument("[text]", "the text; read from standard input unless given, but for the line break at its end")
    .option(
      "--model <name>",
      `a bundled model, or the folder of a checkpoint (default: ${DEFAULT_MODELS[command.purpose]})`,
    )
    .option("--json", "print JSON, on one line")
    .option("--jsonl", `read a JSON object from each line, with ${command.fields.join(", ")}; print JSON lines`);
  for (const option of buildFieldOptions(command.fields)) added.addOption(option);
  added.action((text: string | undefined, options: Options, called: Command) =>
    run(openContext(called), command, { text, options }),
  );
}

async function run<K extends TextKind>(
  context: CliContext,
  command: TextCommand<K>,
  { text, options }: { readonly text: string | undefined; readonly options: Options },
): Promise<void> {
  const { model: name = DEFAULT_MODELS[command.purpose], json, jsonl, ...fromOptions } = options;
  if (jsonl === true && text !== undefined) {
    throw new CliError("bad-usage", "a text and --jsonl, expected one: with --jsonl texts come from standard input");
  }
  const model = await context.library.resolve(name, context.folder);
  const ask = (fields: TextFields) => context.engine.request(command.kind, command.buildParams(model, fields));
  if (jsonl === true) {
    await answerLines(context, async (line) =>
      command.toJson(await ask(readLineFields(line, { known: command.fields, options: fromOptions }))),
    );
    return;
  }
  const fields = { ...fromOptions, text: text ?? (await readText(context)) };
  const result = await ask(fields);
  await printLine(
    context.output,
    json === true ? JSON.stringify(command.toJson(result)) : command.describe(result, fields),
  );
}

async function readText({ input }: CliContext): Promise<string> {
  if (input.isTTY === true) {
    throw new CliError("bad-usage", "no text: give it as an argument, in quotes, or on standard input");
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of input as AsyncIterable<Uint8Array | string>) {
    chunks.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  }
  // `echo text |` ends it with a line break that nobody meant.
  return decodeText(Buffer.concat(chunks), "standard input").replace(/\r?\n$/, "");
}
