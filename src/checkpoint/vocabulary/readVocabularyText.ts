import { join } from "node:path";
import * as l10n from "@vscode/l10n";
import { CheckpointError } from "../files/checkpointError";
import { readFileBytes } from "../files/readFileBytes";
import { MAX_PIECES } from "./listDeclared";

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** A piece that no text contains: words hold no spaces. It stands for a line whose id belongs to no piece. */
// eslint-disable-next-line language/untranslated -- a piece of a vocabulary
const nameHole = (id: number): string => `[no piece ${id}]`;

/**
 * The pieces of a vocab.txt, one a line. Blank lines at the end are left out. A blank line elsewhere keeps its id, and of
 * a piece on two lines the later one counts, as in the reference.
 *
 * @throws {CheckpointError} `missing-file`, `too-large` or `bad-vocabulary`.
 * Source: huggingface/transformers v4.57.6, tokenization_bert.py, `load_vocab`.
 */
export async function readVocabularyText(folder: string, maxBytes: number): Promise<readonly string[]> {
  const path = join(folder, "vocab.txt");
  const bytes = await readFileBytes(path, maxBytes);
  if (bytes === undefined) {
    throw new CheckpointError(
      "missing-file",
      l10n.t("{0}: neither vocab.txt nor tokenizer.json, nor vocab.json with merges.txt", folder),
    );
  }
  refuseLines(path, bytes);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new CheckpointError("bad-vocabulary", l10n.t("{0}: not UTF-8", path), { cause });
  }
  const lines = text.split(/\r\n|\n|\r/);
  while (lines.at(-1)?.trim() === "") lines.pop();
  const lastId = new Map(lines.map((line, id) => [line, id]));
  return lines.map((line, id) => (line === "" || lastId.get(line) !== id ? nameHole(id) : line));
}

/** Counted before the text is cut into lines: millions of empty ones would take a gigabyte. */
function refuseLines(path: string, bytes: Uint8Array): void {
  let lines = 0;
  for (const byte of bytes) if (byte === LINE_FEED || byte === CARRIAGE_RETURN) lines += 1;
  // A line may end in two bytes.
  if (lines <= 2 * MAX_PIECES) return;
  throw new CheckpointError(
    "too-large",
    l10n.t("{0}: more than {1} lines, expected at most as many", path, MAX_PIECES),
  );
}
