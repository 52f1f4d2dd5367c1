import { join } from "node:path";
import * as l10n from "@vscode/l10n";
import { CheckpointError } from "../files/checkpointError";
import { readJsonFields } from "../files/jsonFields";
import { readFileBytes } from "../files/readFileBytes";
import type { ByteFile } from "./readByteJson";
import { readPieces } from "./readPieces";

/**
 * The byte-level BPE of a vocab.json and a merges.txt, the files of GPT-2 and of the first RoBERTas.
 *
 * @returns `undefined` if either is missing.
 * @throws {CheckpointError} `too-large`, `bad-json` or `bad-vocabulary`.
 * Source: huggingface/transformers v4.57.0, tokenization_roberta.py.
 */
export async function readByteFiles(folder: string, maxBytes: number): Promise<ByteFile | undefined> {
  const vocabulary = await readJsonFields(join(folder, "vocab.json"), { maxBytes, code: "bad-vocabulary" });
  const path = join(folder, "merges.txt");
  const bytes = await readFileBytes(path, maxBytes);
  if (vocabulary === undefined || bytes === undefined) return undefined;
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new CheckpointError("bad-vocabulary", l10n.t("{0}: not UTF-8", path), { cause });
  }
  return {
    kind: "bytes",
    pieces: readPieces(vocabulary.where, vocabulary),
    merges: text.split(/\r?\n/).filter((line, index) => line !== "" && !(index === 0 && line.startsWith("#version"))),
    addPrefixSpace: false,
    trimOffsets: true,
    keepsFirstSpace: false,
    pairSeparators: 2,
  };
}
