import { join } from "node:path";
import * as l10n from "@vscode/l10n";
import type { AddedToken, TokenizerSpec } from "../../tokenizer/tokenizerSpec";
import { CheckpointError } from "../files/checkpointError";
import { type JsonFields, readJsonFields } from "../files/jsonFields";
import { findFile } from "../files/readFileBytes";
import { addTokens } from "./addTokens";
import { type DeclaredToken, findName, listDeclared } from "./listDeclared";
import { readByteFiles } from "./readByteFiles";
import type { ByteFile } from "./readByteJson";
import { readTokenizerJson, type TokenizerFile, type WordPieceFile } from "./readTokenizerJson";
import type { UnigramFile } from "./readUnigramJson";
import { readVocabularyText } from "./readVocabularyText";
import { refuseTokenizer } from "./refuseTokenizer";

/** Of 501,153 pieces (LaBSE, the most of any BERT) it takes 5.2 MB. */
const MAX_VOCABULARY_BYTES = 16_777_216;
/** LaBSE's has 9.6 MB, and XLM-RoBERTa's 17 MB. */
const MAX_TOKENIZER_BYTES = 33_554_432;
/** Those of models with some thousand added tokens have 1.2 MB. */
const MAX_SETTINGS_BYTES = 4_194_304;

/** Source: google-research/bert (revision eedf571), tokenization.py, `WordpieceTokenizer`. */
const DEFAULTS = { maxWordLength: 100, continuingPrefix: "##" };

const MAX_PIECE_UNITS = 1024;

type Role = keyof TokenizerSpec["specials"];
const SPECIALS: Readonly<Record<Role, string>> = {
  unk: "[UNK]",
  cls: "[CLS]",
  sep: "[SEP]",
  pad: "[PAD]",
  mask: "[MASK]",
};

const ROBERTA_SPECIALS: Readonly<Record<Role, string>> = {
  unk: "<unk>",
  cls: "<s>",
  sep: "</s>",
  pad: "<pad>",
  mask: "<mask>",
};

/** Words can be cut and read without these. */
const OPTIONAL: ReadonlySet<Role> = new Set(["pad", "mask"]);

/**
 * Reads the tokenizer of a checkpoint folder. The vocabulary comes from tokenizer.json if there is one, otherwise from
 * vocab.txt, or from vocab.json and merges.txt. For case and accents, tokenizer_config.json overrides both. `createTokenizer` checks whether the vocabulary
 * has the special pieces.
 *
 * @throws {CheckpointError} `missing-file`, `too-large`, `bad-json`, `bad-vocabulary` or `unsupported`.
 */
export async function readTokenizerSpec(folder: string): Promise<TokenizerSpec> {
  const read = (name: string, maxBytes = MAX_SETTINGS_BYTES) =>
    readJsonFields(join(folder, name), { maxBytes, code: "bad-vocabulary" });
  const settings = await read("tokenizer_config.json");
  const names = await read("special_tokens_map.json");
  const json = await read("tokenizer.json", MAX_TOKENIZER_BYTES);
  refuseTokenizer([settings, await read("config.json")], json !== undefined);
  const file = json === undefined ? await readFiles(folder) : readTokenizerJson(json);
  const declared = listDeclared(json, { settings, names, added: await read("added_tokens.json") });
  // The first RoBERTas say nowhere that their mask takes in the space before it; the reference knows it of the class.
  const all =
    json === undefined && file.kind === "bytes" ? [...declared, ...declareMask(declared, [settings, names])] : declared;
  const { pieces, added } = addTokens(folder, file.pieces, all);
  refuseLongPiece(folder, pieces);
  const specials = readSpecials([settings, names], pieces);
  const own = added.filter((token) => !isPlain(token, pieces, specials));
  const shared = {
    specials,
    ...(own.length > 0 && { added: own }),
    ...((file.pairSeparators ?? (isMpnet(settings) ? 2 : 1)) === 2 && { pairSeparators: 2 as const }),
  };
  if (file.kind === "unigram") return describeUnigram(pieces, shared, file);
  if (file.kind === "bytes") return describeBytes(pieces, shared, { file, settings });
  return describeWordPiece(pieces, shared, { file, settings });
}

type Shared = Pick<TokenizerSpec, "specials" | "added" | "pairSeparators">;

function describeUnigram(pieces: readonly string[], shared: Shared, file: UnigramFile): TokenizerSpec {
  const { scores, normalizers, splitsAtSpaces, prepend, unk } = file;
  const specials = { ...shared.specials, unk };
  return { kind: "unigram", pieces, ...shared, specials, scores, normalizers, splitsAtSpaces, prepend };
}

function describeBytes(
  pieces: readonly string[],
  shared: Shared,
  { file, settings }: { readonly file: ByteFile; readonly settings: JsonFields | undefined },
): TokenizerSpec {
  const addPrefixSpace = settings?.findFlag("add_prefix_space");
  return {
    kind: "bytes",
    pieces,
    ...shared,
    merges: file.merges,
    addPrefixSpace: addPrefixSpace ?? file.addPrefixSpace,
    trimOffsets: settings?.findFlag("trim_offsets") ?? file.trimOffsets,
    keepsFirstSpace: addPrefixSpace ?? file.keepsFirstSpace,
  };
}

function describeWordPiece(
  pieces: readonly string[],
  shared: Shared,
  { file, settings }: { readonly file: WordPieceFile; readonly settings: JsonFields | undefined },
): TokenizerSpec {
  // An uncased vocabulary has no upper-case letter outside its special pieces, such as "[UNK]".
  const lowercase =
    settings?.findFlag("do_lower_case") ??
    file.lowercase ??
    !file.pieces.some((piece) => !/^\[.*\]$|^<.*>$/.test(piece) && /\p{Lu}/u.test(piece));
  return {
    pieces,
    lowercase,
    // The reference has the same default: lower-casing strips accents too.
    stripAccents: settings?.findFlag("strip_accents") ?? file.stripAccents ?? lowercase,
    splitCjk: settings?.findFlag("tokenize_chinese_chars") ?? file.splitCjk ?? true,
    ...shared,
    maxWordLength: file.maxWordLength ?? DEFAULTS.maxWordLength,
    continuingPrefix: file.continuingPrefix ?? DEFAULTS.continuingPrefix,
  };
}

/** Its vocab.txt does not say that two separators stand between the texts of a pair. */
function isMpnet(settings: JsonFields | undefined): boolean {
  return String(settings?.find("tokenizer_class")).startsWith("MPNetTokenizer");
}

/** The vocabulary of a folder without a tokenizer.json. */
async function readFiles(folder: string): Promise<TokenizerFile> {
  if ((await findFile(join(folder, "vocab.txt"))) === undefined) {
    const file = await readByteFiles(folder, MAX_VOCABULARY_BYTES);
    if (file !== undefined) return file;
  }
  return { kind: "wordpiece", pieces: await readVocabularyText(folder, MAX_VOCABULARY_BYTES) };
}

function declareMask(
  declared: readonly DeclaredToken[],
  files: readonly (JsonFields | undefined)[],
): readonly DeclaredToken[] {
  const found = files.map((fields) => fields && findName(fields, "mask_token"));
  const text = found.find((name) => name !== undefined) ?? ROBERTA_SPECIALS.mask;
  if (declared.some((token) => token.text === text)) return [];
  return [{ text, special: true, normalized: false, singleWord: false, lstrip: true, rstrip: false }];
}

/** A piece is quoted in answers: the longest of a published vocabulary has 128 characters. */
function refuseLongPiece(folder: string, pieces: readonly string[]): void {
  const id = pieces.findIndex(({ length }) => length > MAX_PIECE_UNITS);
  if (id === -1) return;
  throw new CheckpointError(
    "bad-vocabulary",
    l10n.t(
      "{0}: piece {1} has {2} characters, expected at most {3}",
      folder,
      id,
      pieces[id]?.length ?? 0,
      MAX_PIECE_UNITS,
    ),
  );
}

/** It is found as every special piece is, so nothing needs to be said of it. */
function isPlain(token: AddedToken, pieces: readonly string[], specials: TokenizerSpec["specials"]): boolean {
  const { id, normalized, singleWord, lstrip, rstrip } = token;
  return Object.values(specials).includes(pieces[id] ?? "") && !(normalized || singleWord || lstrip || rstrip);
}

function readSpecials(
  files: readonly (JsonFields | undefined)[],
  pieces: readonly string[],
): TokenizerSpec["specials"] {
  const known = new Set(pieces);
  // Files that name no special pieces leave it to the tokenizer's class.
  const isRoberta = !known.has(SPECIALS.cls) && known.has(ROBERTA_SPECIALS.cls);
  // MPNet has RoBERTa's names, and BERT's for what is unknown.
  const unk = known.has(SPECIALS.unk) ? SPECIALS.unk : ROBERTA_SPECIALS.unk;
  // ALBERT has BERT's names, and RoBERTa's for what is unknown and for padding.
  const pad = known.has(SPECIALS.pad) ? SPECIALS.pad : ROBERTA_SPECIALS.pad;
  const defaults = isRoberta
    ? { ...ROBERTA_SPECIALS, unk }
    : { ...SPECIALS, ...(!known.has(SPECIALS.unk) && { pad, unk }) };
  const roles = Object.keys(SPECIALS) as readonly Role[];
  const entries = roles.map((role) => {
    const found = files.map((fields) => fields && findName(fields, `${role}_token`));
    return [role, found.find((name) => name !== undefined) ?? defaults[role]] as const;
  });
  const kept = entries.filter(([role, name]) => !OPTIONAL.has(role) || known.has(name));
  return Object.fromEntries(kept) as TokenizerSpec["specials"];
}
