import { quote } from "../../wording/quote";
import { CheckpointError } from "../files/checkpointError";
import { JsonFields } from "../files/jsonFields";
import { MAX_PIECES } from "./listDeclared";

/** The contents of a vocabulary file; a field is absent if the file does not have it. */
export interface TokenizerFile {
  readonly pieces: readonly string[];
  readonly lowercase?: boolean | undefined;
  readonly stripAccents?: boolean | undefined;
  readonly splitCjk?: boolean | undefined;
  readonly maxWordLength?: number;
  readonly continuingPrefix?: string;
}

/**
 * The WordPiece tokenizer of a tokenizer.json, without its added tokens.
 *
 * @throws {CheckpointError} `unsupported` for another kind of model, normalizer or pre-tokenizer; `bad-vocabulary` if the ids are not 0..n-1, each once.
 * Source: huggingface/tokenizers v0.22.1, models/wordpiece/serialization.rs, normalizers/bert.rs, pre_tokenizers/bert.rs.
 */
export function readTokenizerJson(fields: JsonFields): TokenizerFile {
  const model = fields.object("model");
  // Old files do not name a type; the prefix field alone tells WordPiece from BPE and Unigram.
  const type = model.find("type") ?? (model.find("continuing_subword_prefix") === "##" ? "WordPiece" : "unnamed");
  if (type !== "WordPiece") throw unsupported(fields, "model", type, "WordPiece");
  checkPreTokenizer(fields);
  const normalizer = readNormalizer(fields);
  return {
    pieces: readPieces(fields, model),
    lowercase: normalizer.findFlag("lowercase"),
    stripAccents: normalizer.findFlag("strip_accents"),
    splitCjk: normalizer.findFlag("handle_chinese_chars"),
    maxWordLength: model.integer("max_input_chars_per_word", { min: 1, max: 1_000_000 }),
    continuingPrefix: model.text("continuing_subword_prefix"),
  };
}

/** A list of one step is that step. */
function readStep(fields: JsonFields, name: string, list: string): JsonFields | undefined {
  if (fields.find(name) === undefined) return undefined;
  const step = fields.object(name);
  if (step.find("type") !== "Sequence") return step;
  const [only, ...more] = step.list(list);
  if (only !== undefined && more.length === 0) return new JsonFields(only, step.where, "bad-vocabulary");
  return step;
}

function readNormalizer(fields: JsonFields): JsonFields {
  const normalizer = readStep(fields, "normalizer", "normalizers");
  if (normalizer?.find("type") !== "BertNormalizer") {
    throw unsupported(fields, "normalizer", normalizer?.find("type"), "BertNormalizer");
  }
  if (normalizer.findFlag("clean_text") === false) {
    throw unsupported(fields, "normalizer: clean_text", false, "true: Cloze leaves out control characters");
  }
  return normalizer;
}

/** Another one cuts a text into other words, or into none. */
function checkPreTokenizer(fields: JsonFields): void {
  const step = readStep(fields, "pre_tokenizer", "pretokenizers");
  const type = step?.find("type");
  if (type !== "BertPreTokenizer") throw unsupported(fields, "pre_tokenizer", type, "BertPreTokenizer");
}

function readPieces(fields: JsonFields, model: JsonFields): readonly string[] {
  const vocabulary = model.object("vocab");
  const byId = new Map<number, string>();
  for (const piece of vocabulary.names()) {
    const id = vocabulary.integer(piece, { min: 0, max: MAX_PIECES - 1 });
    const known = byId.get(id);
    if (known !== undefined) {
      throw new CheckpointError(
        "bad-vocabulary",
        `${fields.where}: id ${id} is ${quote(piece)} and ${quote(known)}, expected one piece for each id`,
      );
    }
    byId.set(id, piece);
  }
  return Array.from({ length: byId.size }, (_, id) => {
    const piece = byId.get(id);
    if (piece !== undefined) return piece;
    throw new CheckpointError(
      "bad-vocabulary",
      `${fields.where}: no piece has id ${id}, expected ids 0 to ${byId.size - 1}`,
    );
  });
}

function unsupported(fields: JsonFields, name: string, found: unknown, expected: string): CheckpointError {
  return new CheckpointError("unsupported", `${fields.where}: ${name} is ${quote(found)}, expected ${expected}`);
}
