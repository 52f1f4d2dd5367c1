import * as l10n from "@vscode/l10n";
import { JsonFields } from "../files/jsonFields";

/** A token that a file adds to the vocabulary. */
export interface DeclaredToken {
  readonly text: string;
  /** Absent if the file leaves it to the reader: the next free one. */
  readonly id?: number;
  readonly special: boolean;
  readonly normalized: boolean;
  readonly singleWord: boolean;
  readonly lstrip: boolean;
  readonly rstrip: boolean;
}

/** The small files of a checkpoint folder that may declare tokens; absent ones are undefined. */
export interface TokenFiles {
  readonly settings: JsonFields | undefined;
  /** special_tokens_map.json */
  readonly names: JsonFields | undefined;
  /** added_tokens.json */
  readonly added: JsonFields | undefined;
}

/** Twice as many as any BERT has. */
export const MAX_PIECES = 1_048_576;
const IDS = { min: 0, max: MAX_PIECES - 1 };
const ROLES = ["unk_token", "cls_token", "sep_token", "pad_token", "mask_token", "bos_token", "eos_token"];
const LISTS = ["additional_special_tokens", "extra_special_tokens"];

/**
 * Lists the tokens that a folder adds to its vocabulary, each once. What tokenizer_config.json says of a token counts
 * before tokenizer.json, and this before the other files, as in the reference.
 *
 * @param json - tokenizer.json, if there is one.
 * @throws {CheckpointError} `bad-vocabulary`.
 * Source: huggingface/transformers v4.57.6, tokenization_utils_base.py, `_from_pretrained`.
 */
export function listDeclared(json: JsonFields | undefined, files: TokenFiles): readonly DeclaredToken[] {
  const specials = listSpecials(files);
  const names = new Set([...specials.map(({ text }) => text), ...listRoleNames(files)]);
  const declared = new Map<string, DeclaredToken>();
  const lists = [readDecoder(files.settings), readList(json), readAdded(files.added, names), specials];
  for (const token of lists.flat()) if (token.text !== "" && !declared.has(token.text)) declared.set(token.text, token);
  // Ids are given in the order of the files' ids; tokens without one come last.
  return [...declared.values()].sort((a, b) => (a.id ?? Infinity) - (b.id ?? Infinity) || 0);
}

/** `added_tokens_decoder` of tokenizer_config.json: a token for each id. */
function readDecoder(settings: JsonFields | undefined): readonly DeclaredToken[] {
  if (settings?.find("added_tokens_decoder") === undefined) return [];
  const decoder = settings.object("added_tokens_decoder");
  return decoder.names().map((name) => {
    const id = /^\d{1,7}$/.test(name) ? Number(name) : decoder.refuse(name, l10n.t("an id as the name"));
    return { ...readToken(decoder.object(name)), id };
  });
}

function readList(json: JsonFields | undefined): readonly DeclaredToken[] {
  if (json?.find("added_tokens") === undefined) return [];
  return json.list("added_tokens").map((entry) => {
    const token = new JsonFields(entry, `${json.where}: added_tokens`, "bad-vocabulary");
    return { ...readToken(token), id: token.integer("id", IDS) };
  });
}

/** added_tokens.json: an id for each token. */
function readAdded(added: JsonFields | undefined, specials: ReadonlySet<string>): readonly DeclaredToken[] {
  return (added?.names() ?? []).map((text) => {
    const special = specials.has(text);
    return { ...createToken(text, special), id: added?.integer(text, IDS) ?? 0 };
  });
}

/** Special tokens beyond those with a role. Newer files name each of them, and older ones list them. */
function listSpecials({ settings, names }: TokenFiles): readonly DeclaredToken[] {
  return [settings, names].flatMap((fields) =>
    LISTS.flatMap((list) => {
      const found = fields?.find(list);
      if (fields === undefined || found === undefined) return [];
      const entries = Array.isArray(found) ? fields.list(list) : listValues(fields.object(list));
      return entries.map((entry: unknown) => {
        if (typeof entry === "string") return createToken(entry, true);
        return { ...readToken(new JsonFields(entry, `${fields.where}: ${list}`, "bad-vocabulary")), special: true };
      });
    }),
  );
}

function listValues(fields: JsonFields): readonly unknown[] {
  return fields.names().map((name) => fields.find(name));
}

function listRoleNames({ settings, names }: TokenFiles): readonly string[] {
  return [settings, names].flatMap((fields) => ROLES.flatMap((role) => (fields && findName(fields, role)) ?? []));
}

/** Files give a special piece as its text or as an object that holds the text. */
export function findName(fields: JsonFields, name: string): string | undefined {
  const found = fields.find(name);
  if (found === undefined) return undefined;
  return typeof found === "object" ? fields.object(name).text("content") : fields.text(name);
}

function readToken(fields: JsonFields): DeclaredToken {
  const special = fields.findFlag("special") ?? false;
  return {
    text: fields.text("content"),
    special,
    normalized: fields.findFlag("normalized") ?? !special,
    singleWord: fields.findFlag("single_word") ?? false,
    lstrip: fields.findFlag("lstrip") ?? false,
    rstrip: fields.findFlag("rstrip") ?? false,
  };
}

function createToken(text: string, special: boolean): DeclaredToken {
  return { text, special, normalized: !special, singleWord: false, lstrip: false, rstrip: false };
}
