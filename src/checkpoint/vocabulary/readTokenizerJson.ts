import { CheckpointError } from "../files/checkpointError";
import { JsonFields } from "../files/jsonFields";
import { quote } from "../files/parseJson";

/** The contents of a vocabulary file; a field is absent if the file does not have it. */
export interface TokenizerFile {
  readonly pieces: readonly string[];
  readonly lowercase?: boolean | undefined;
  readonly stripAccents?: boolean | undefined;
  readonly splitCjk?: boolean | undefined;
  readonly maxWordLength?: number;
  readonly continuingPrefix?: string;
}

const MAX_PIECES = 4_194_304;

/**
 * The WordPiece tokenizer of a tokenizer.json.
 *
 * @throws {CheckpointError} `unsupported` for another kind of model or normalizer; `bad-vocabulary` if the ids are not 0..n-1, each once.
 * Source: huggingface/tokenizers v0.22.1, models/wordpiece/serialization.rs, normalizers/bert.rs.
 */
export function readTokenizerJson(fields: JsonFields): TokenizerFile {
  const model = fields.object("model");
  // Old files do not name a type; the prefix field alone tells WordPiece from BPE and Unigram.
  const type = model.find("type") ?? (model.find("continuing_subword_prefix") === "##" ? "WordPiece" : "unnamed");
  if (type !== "WordPiece") throw unsupported(fields, "model", type, "WordPiece");
  const normalizer = fields.find("normalizer") === undefined ? undefined : fields.object("normalizer");
  if (normalizer !== undefined && normalizer.find("type") !== "BertNormalizer") {
    throw unsupported(fields, "normalizer", normalizer.find("type"), "BertNormalizer");
  }
  return {
    pieces: readPieces(fields, model),
    lowercase: normalizer?.findFlag("lowercase"),
    stripAccents: normalizer?.findFlag("strip_accents"),
    splitCjk: normalizer?.findFlag("handle_chinese_chars"),
    maxWordLength: model.integer("max_input_chars_per_word", { min: 1, max: 1_000_000 }),
    continuingPrefix: model.text("continuing_subword_prefix"),
  };
}

function readPieces(fields: JsonFields, model: JsonFields): readonly string[] {
  const vocabulary = model.object("vocab");
  const byId = new Map<number, string>();
  const add = (id: number, piece: string): void => {
    const known = byId.get(id);
    if (known !== undefined && known !== piece) {
      throw new CheckpointError(
        "bad-vocabulary",
        `${fields.where}: id ${id} is ${quote(piece)} and ${quote(known)}, expected one piece for each id`,
      );
    }
    byId.set(id, piece);
  };
  const ids = { min: 0, max: MAX_PIECES - 1 };
  for (const piece of vocabulary.names()) add(vocabulary.integer(piece, ids), piece);
  const added = fields.find("added_tokens") === undefined ? [] : fields.list("added_tokens");
  for (const entry of added) {
    const token = new JsonFields(entry, `${fields.where}: added_tokens`, "bad-vocabulary");
    add(token.integer("id", ids), token.text("content"));
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
