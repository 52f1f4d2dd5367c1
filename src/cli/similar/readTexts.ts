import { type PlacedText, placeText } from "../../similar/placedText";
import type { Format } from "../../text/formats/format";
import { listSentences } from "../../text/sentences/listSentences";
import { LineIndex } from "../../text/spans/lineIndex";
import type { Sentence } from "../../text/spans/sentence";
import type { Span } from "../../text/spans/span";
import type { CliContext } from "../cliContext";
import { CliError } from "../cliError";
import { listAndTell } from "../input/listAndTell";
import { readDocument } from "../input/readDocument";
import { describeError } from "../print/describeError";
import { printLine } from "../print/terminal";

/** The sentences of files. */
export interface FileTexts {
  readonly texts: readonly PlacedText[];
  readonly files: number;
  /** "docs/a.md:12:3", of the sentence or of another range of its file. */
  readonly locate: (text: PlacedText, span?: Span) => string;
  /** The sentence that a text shows, and the text of its file. */
  readonly findSentence: (text: PlacedText) => { readonly sentence: Sentence; readonly document: string } | undefined;
}

/** Reads the files that paths and patterns name. One that cannot be read is said, and costs the others nothing. */
export async function readTexts(
  context: CliContext,
  patterns: readonly string[],
  format: Format | undefined,
): Promise<FileTexts> {
  const files = await listAndTell(context, patterns);
  const texts: PlacedText[] = [];
  const lines = new Map<string, LineIndex>();
  const read = new Map<PlacedText, { readonly sentence: Sentence; readonly document: string }>();
  for (const file of files) {
    try {
      const { text, format: own } = await readDocument(context, file, format);
      lines.set(file, new LineIndex(text));
      for (const sentence of listSentences(text, own)) {
        const placed = placeText(sentence, file, text);
        read.set(placed, { sentence, document: text });
        texts.push(placed);
      }
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      await printLine(context.errors, `cloze: ${file}: ${describeError(error)}`);
      context.exit.code = 2;
    }
  }
  const locate = ({ file, span: own }: PlacedText, span: Span = own) => {
    const place = lines.get(file)?.positionAt(span.start);
    return place === undefined ? file : `${file}:${place.line}:${place.column}`;
  };
  return { texts, files: files.length, locate, findSentence: (text) => read.get(text) };
}
