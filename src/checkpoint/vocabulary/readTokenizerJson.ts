import * as l10n from "@vscode/l10n";
import type { JsonFields } from "../files/jsonFields";
import { type ByteFile, readByteJson } from "./readByteJson";
import { readPairSeparators } from "./readPairSeparators";
import { readPieces } from "./readPieces";
import { readUnigramJson, type UnigramFile } from "./readUnigramJson";
import { readStep, unsupported } from "./tokenizerStep";

/** The contents of vocabulary files; a field is absent if they do not have it. */
export type TokenizerFile = WordPieceFile | ByteFile | UnigramFile;

export interface WordPieceFile {
  readonly kind: "wordpiece";
  readonly pieces: readonly string[];
  readonly lowercase?: boolean | undefined;
  readonly stripAccents?: boolean | undefined;
  readonly splitCjk?: boolean | undefined;
  readonly maxWordLength?: number;
  readonly continuingPrefix?: string;
  readonly pairSeparators?: 1 | 2;
}

/**
 * The tokenizer of a tokenizer.json, without its added tokens.
 *
 * @throws {CheckpointError} `unsupported` for another kind of model, normalizer or pre-tokenizer; `bad-vocabulary` if the ids are not 0..n-1, each once.
 * Source: huggingface/tokenizers v0.22.1, models/wordpiece/serialization.rs, normalizers/bert.rs, pre_tokenizers/bert.rs.
 */
export function readTokenizerJson(fields: JsonFields): TokenizerFile {
  const model = fields.object("model");
  // Old files do not name a type; the prefix field alone tells WordPiece from BPE and Unigram.
  const type = model.find("type") ?? (model.find("continuing_subword_prefix") === "##" ? "WordPiece" : "unnamed");
  if (type === "BPE") return readByteJson(fields);
  if (type === "Unigram") return readUnigramJson(fields);
  if (type !== "WordPiece") throw unsupported(fields, "model", type, l10n.t("WordPiece, byte-level BPE or Unigram"));
  checkPreTokenizer(fields);
  const normalizer = readNormalizer(fields);
  return {
    kind: "wordpiece",
    pieces: readPieces(fields.where, model.object("vocab")),
    lowercase: normalizer.findFlag("lowercase"),
    stripAccents: normalizer.findFlag("strip_accents"),
    splitCjk: normalizer.findFlag("handle_chinese_chars"),
    maxWordLength: model.integer("max_input_chars_per_word", { min: 1, max: 1_000_000 }),
    continuingPrefix: model.text("continuing_subword_prefix"),
    ...readPairSeparators(fields),
  };
}

function readNormalizer(fields: JsonFields): JsonFields {
  const normalizer = readStep(fields, "normalizer", "normalizers");
  if (normalizer?.find("type") !== "BertNormalizer") {
    throw unsupported(fields, "normalizer", normalizer?.find("type"), "BertNormalizer");
  }
  if (normalizer.findFlag("clean_text") === false) {
    throw unsupported(
      fields,
      // eslint-disable-next-line language/untranslated -- a name in the file
      "normalizer: clean_text",
      false,
      l10n.t("true: Cloze leaves out control characters"),
    );
  }
  return normalizer;
}

/** Another one cuts a text into other words, or into none. */
function checkPreTokenizer(fields: JsonFields): void {
  const step = readStep(fields, "pre_tokenizer", "pretokenizers");
  const type = step?.find("type");
  if (type !== "BertPreTokenizer") throw unsupported(fields, "pre_tokenizer", type, "BertPreTokenizer");
}
