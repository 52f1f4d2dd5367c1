import { join } from "node:path";
import type { TokenizerSpec } from "../checkpoint";
import { CheckpointError } from "../files/checkpointError";
import { readJsonFields, type JsonFields } from "../files/jsonFields";
import { readFileBytes } from "../files/readFileBytes";
import { readTokenizerJson, type TokenizerFile } from "./readTokenizerJson";

const MAX_VOCABULARY_BYTES = 67_108_864;
const MAX_SETTINGS_BYTES = 16_777_216;

/** Source: google-research/bert (revision eedf571), tokenization.py, `WordpieceTokenizer`. */
const DEFAULTS = { maxWordLength: 100, continuingPrefix: "##" };

type Role = keyof TokenizerSpec["specials"];
const SPECIALS: Readonly<Record<Role, string>> = {
  unk: "[UNK]",
  cls: "[CLS]",
  sep: "[SEP]",
  pad: "[PAD]",
  mask: "[MASK]",
};

/**
 * Reads the tokenizer of a checkpoint folder. The vocabulary comes from tokenizer.json if there is one (only this file
 * has pieces that were added later), otherwise from vocab.txt. For case and accents, tokenizer_config.json overrides
 * both. `createTokenizer` checks whether the vocabulary has the special pieces.
 *
 * @throws {CheckpointError} `missing-file`, `too-large`, `bad-json`, `bad-vocabulary` or `unsupported`.
 */
export async function readTokenizerSpec(folder: string): Promise<TokenizerSpec> {
  const limits = { maxBytes: MAX_SETTINGS_BYTES, code: "bad-vocabulary" } as const;
  const settings = await readJsonFields(join(folder, "tokenizer_config.json"), limits);
  const names = await readJsonFields(join(folder, "special_tokens_map.json"), limits);
  const path = join(folder, "tokenizer.json");
  const json = await readJsonFields(path, { maxBytes: MAX_VOCABULARY_BYTES, code: "bad-vocabulary" });
  const file = json === undefined ? await readVocabulary(folder) : readTokenizerJson(json);
  // An uncased vocabulary has no upper-case letter outside its special pieces, such as "[UNK]".
  const lowercase =
    settings?.findFlag("do_lower_case") ??
    file.lowercase ??
    !file.pieces.some((piece) => !/^\[.*\]$|^<.*>$/.test(piece) && /\p{Lu}/u.test(piece));
  return {
    pieces: file.pieces,
    lowercase,
    // The reference has the same default: lower-casing strips accents too.
    stripAccents: settings?.findFlag("strip_accents") ?? file.stripAccents ?? lowercase,
    splitCjk: settings?.findFlag("tokenize_chinese_chars") ?? file.splitCjk ?? true,
    specials: readSpecials([settings, names]),
    maxWordLength: file.maxWordLength ?? DEFAULTS.maxWordLength,
    continuingPrefix: file.continuingPrefix ?? DEFAULTS.continuingPrefix,
  };
}

async function readVocabulary(folder: string): Promise<TokenizerFile> {
  const path = join(folder, "vocab.txt");
  const bytes = await readFileBytes(path, MAX_VOCABULARY_BYTES);
  if (bytes === undefined) {
    throw new CheckpointError("missing-file", `${folder}: neither vocab.txt nor tokenizer.json`);
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new CheckpointError("bad-vocabulary", `${path}: not UTF-8`, { cause });
  }
  const pieces = text.split(/\r\n|\n|\r/);
  if (pieces.at(-1) === "") pieces.pop();
  return { pieces };
}

function readSpecials(files: readonly (JsonFields | undefined)[]): TokenizerSpec["specials"] {
  const roles = Object.keys(SPECIALS) as readonly Role[];
  const entries = roles.map((role) => {
    const found = files.map((fields) => fields && findSpecial(fields, `${role}_token`));
    return [role, found.find((name) => name !== undefined) ?? SPECIALS[role]] as const;
  });
  return Object.fromEntries(entries) as Record<Role, string>;
}

/** Files give a special piece as its text or as an object that holds the text. */
function findSpecial(fields: JsonFields, name: string): string | undefined {
  const found = fields.find(name);
  if (found === undefined) return undefined;
  return typeof found === "object" ? fields.object(name).text("content") : fields.text(name);
}
