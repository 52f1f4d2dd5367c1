import type { Command } from "commander";
import type { Format } from "../../text/formats/format";
import { listSentences } from "../../text/sentences/listSentences";
import { LineIndex } from "../../text/spans/lineIndex";
import type { CliContext, OpenContext } from "../cliContext";
import { CliError } from "../cliError";
import { buildFormatOption } from "../input/formatOption";
import { listAndTell } from "../input/listAndTell";
import { FILES_HELP, STANDARD_INPUT } from "../input/listFiles";
import { type Document, readDocument } from "../input/readDocument";
import { addOutputOptions, findOutput, type Output, type OutputOptions } from "../outputOptions";
import { describeError } from "../print/describeError";
import { printJson, printLine } from "../print/terminal";

interface Options extends OutputOptions {
  readonly format?: Format;
}

/** `cloze read`: exit code 2 if a file cannot be read, whatever else was printed. */
export function addReadCommand(program: Command, openContext: OpenContext): void {
  const command = program
    .command("read")
    .summary("show what Cloze reads of documents, sentence by sentence")
    .description(
      "show what Cloze reads of documents: their sentences, without markup and code, each with its place\n\n  cloze read README.md\n  git log -1 --format=%B | cloze read --format commit",
    )
    .argument("[files...]", `${FILES_HELP}. Default: standard input`)
    .addOption(buildFormatOption());
  addOutputOptions(command, { json: "print a JSON object for each file, on a line of its own" });
  command.action((patterns: string[], options: Options, called: Command) =>
    read(openContext(called), patterns, options),
  );
}

async function read(context: CliContext, patterns: readonly string[], options: Options): Promise<void> {
  const output = findOutput(options) ?? "text";
  if (patterns.length === 0 && context.input.isTTY === true) {
    throw new CliError("bad-usage", "no file: name one, or give a document on standard input");
  }
  const files = await listAndTell(context, patterns.length === 0 ? [STANDARD_INPUT] : patterns);
  for (const file of files) {
    try {
      await printSentences(context, { file, output, document: await readDocument(context, file, options.format) });
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      await printLine(context.errors, `cloze: ${file}: ${describeError(error)}`);
      context.exit.code = 2;
    }
  }
}

interface Reading {
  readonly file: string;
  readonly document: Document;
  readonly output: Output;
}

async function printSentences(
  context: CliContext,
  { file, document: { text, format }, output }: Reading,
): Promise<void> {
  const sentences = listSentences(text, format).map(({ span, text }) => ({ start: span.start, end: span.end, text }));
  if (output === "json") {
    await printJson(context.output, { file, format, sentences });
    return;
  }
  const lines = new LineIndex(text);
  for (const sentence of sentences) {
    const { line, column } = lines.positionAt(sentence.start);
    await printLine(context.output, `${file}:${line}:${column}  ${sentence.text}`);
  }
}
