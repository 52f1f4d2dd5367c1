import type { Format } from "../../text/formats/format";
import { listSentences } from "../../text/sentences/listSentences";
import { LineIndex } from "../../text/spans/lineIndex";
import type { Sentence } from "../../text/spans/sentence";
import type { Span } from "../../text/spans/span";
import type { CliContext } from "../cliContext";
import { CliError } from "../cliError";
import { listAndTell } from "../input/listAndTell";
import { STANDARD_INPUT } from "../input/listFiles";
import { readDocument } from "../input/readDocument";
import { describeError } from "../print/describeError";
import { printLine } from "../print/terminal";

/** A document whose text a model is asked about. */
export interface ShownDocument {
  readonly file: string;
  /** Without a byte order mark. */
  readonly text: string;
  readonly sentences: readonly Sentence[];
  readonly lines: LineIndex;
}

/** A place in a file, as JSON prints it; all of it in UTF-16 units. */
export interface ShownPlace {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
}

/**
 * Reads the documents that paths and patterns name, or standard input. One that cannot be read or has no prose is said,
 * and costs the others nothing.
 *
 * @throws {CliError} `bad-usage` without a file where nothing is piped in; `no-files`.
 */
export async function readShown(
  context: CliContext,
  patterns: readonly string[],
  format: Format | undefined,
): Promise<readonly ShownDocument[]> {
  if (patterns.length === 0 && context.input.isTTY === true) {
    throw new CliError("bad-usage", "no file: name one, or give a document on standard input");
  }
  const files = await listAndTell(context, patterns.length === 0 ? [STANDARD_INPUT] : patterns);
  const documents: ShownDocument[] = [];
  for (const file of files) {
    try {
      const { text, format: own } = await readDocument(context, file, format);
      const sentences = listSentences(text, own);
      if (sentences.length > 0) documents.push({ file, text, sentences, lines: new LineIndex(text) });
      else await printLine(context.errors, `cloze: ${file}: there is no prose in it`);
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      await printLine(context.errors, `cloze: ${file}: ${describeError(error)}`);
      context.exit.code = 2;
    }
  }
  return documents;
}

export function placeSpan({ file, lines }: ShownDocument, { start, end }: Span): ShownPlace {
  const { line, column } = lines.positionAt(start);
  return { file, start, end, line, column };
}
