import type { Format } from "../../text/formats/format";
import { listSentences } from "../../text/sentences/listSentences";
import { LineIndex } from "../../text/spans/lineIndex";
import type { CliContext } from "../cliContext";
import { CliError } from "../cliError";
import { listAndTell } from "../input/listAndTell";
import { STANDARD_INPUT } from "../input/listFiles";
import { type Document, readDocument } from "../input/readDocument";
import { findOutput, type Output, type OutputOptions } from "../outputOptions";
import { describeError } from "../print/describeError";
import { printJson, printLine } from "../print/terminal";

export interface ReadOptions extends OutputOptions {
  readonly format?: Format;
}

/** Runs `cloze read`, and leaves its exit code in the context. */
export async function readDocuments(
  context: CliContext,
  patterns: readonly string[],
  options: ReadOptions,
): Promise<void> {
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
