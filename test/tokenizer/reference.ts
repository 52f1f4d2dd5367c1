import { type JsEncoding, Tokenizer as ReferenceTokenizer } from "tokenizers";
import type { EncodeOptions, Specials, Token, Tokenizer } from "../../src/tokenizer/encoding";
import type { WordPieceSpec } from "../../src/tokenizer/tokenizerSpec";

/** A token as both tokenizers describe it, in UTF-16 units. */
export interface ReferenceToken {
  readonly id: number;
  readonly segment: number;
  /** `undefined` for an added token, which the two tokenizers place differently. */
  readonly span: readonly [start: number, end: number] | undefined;
  readonly word: number | undefined;
}

export interface Reference {
  encode(text: string, pair?: string): Promise<readonly ReferenceToken[]>;
}

/** The reference with the settings of `spec`. @param specials - The names that are tokens in a text. */
export function createReference(spec: WordPieceSpec, specials: Specials): Reference {
  const { mask = [] } = spec.specials;
  const names = { none: [], mask: [mask].flat(), reference: Object.values(spec.specials) }[specials];
  const findId = (name: string): number => spec.pieces.indexOf(name);
  const own = (spec.added ?? []).map(({ id, singleWord: single_word, ...flags }) => ({
    ...{ id, content: spec.pieces[id]!, single_word, ...flags },
  }));
  const { cls, sep, unk } = spec.specials;
  const added = (name: string, segment: number): object => ({ SpecialToken: { id: name, type_id: segment } });
  const sequence = (name: string, segment: number): object => ({ Sequence: { id: name, type_id: segment } });
  const settings = {
    version: "1.0",
    added_tokens: [
      ...names
        .filter((content) => !own.some((token) => token.content === content))
        .map((content) => ({
          id: findId(content),
          content,
          ...{ single_word: false, lstrip: false, rstrip: false, normalized: false, special: true },
        })),
      ...own,
    ],
    normalizer: {
      type: "BertNormalizer",
      clean_text: true,
      handle_chinese_chars: spec.splitCjk,
      strip_accents: spec.stripAccents,
      lowercase: spec.lowercase,
    },
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: {
      type: "TemplateProcessing",
      single: [added(cls, 0), sequence("A", 0), added(sep, 0)],
      pair: [added(cls, 0), sequence("A", 0), added(sep, 0), sequence("B", 1), added(sep, 1)],
      special_tokens: Object.fromEntries(
        [cls, sep].map((name) => [name, { id: name, ids: [findId(name)], tokens: [name] }]),
      ),
    },
    model: {
      type: "WordPiece",
      unk_token: unk,
      continuing_subword_prefix: spec.continuingPrefix,
      max_input_chars_per_word: spec.maxWordLength,
      vocab: Object.fromEntries(spec.pieces.map((piece, id) => [piece, id])),
    },
  };
  return wrapReference(ReferenceTokenizer.fromString(JSON.stringify(settings)));
}

export function wrapReference(tokenizer: ReferenceTokenizer): Reference {
  return {
    encode: async (text, pair) => readEncoding(await tokenizer.encode(text, pair ?? null), [text, pair ?? ""]),
  };
}

function readEncoding(encoding: JsEncoding, texts: readonly string[]): readonly ReferenceToken[] {
  const units = texts.map(listUnits);
  const [ids, segments, offsets] = [encoding.getIds(), encoding.getTypeIds(), encoding.getOffsets()];
  const [words, added] = [encoding.getWordIds(), encoding.getSequenceIds()];
  return ids.map((id, index) => {
    const segment = segments[index]!;
    const sequence = added[index] ?? undefined;
    const [start, end] = offsets[index]!;
    const word = words[index] ?? undefined;
    const span = sequence === undefined ? undefined : ([units[sequence]![start!]!, units[sequence]![end!]!] as const);
    return { id, segment, span, word };
  });
}

/** The UTF-16 offset of each code point, and of the end. */
function listUnits(text: string): readonly number[] {
  const units: number[] = [];
  let at = 0;
  for (const character of text) {
    units.push(at);
    at += character.length;
  }
  units.push(at);
  return units;
}

/** Our tokens in the form of the reference's. */
export function toReferenceTokens(tokens: readonly Token[]): readonly ReferenceToken[] {
  return tokens.map(({ id, segment, span, word }) => ({
    id,
    segment,
    span: word === undefined ? undefined : [span.start, span.end],
    word,
  }));
}

/** The first text that the two tokenizers read differently, with both readings; `undefined` if they agree on all. */
export async function findDifference(
  texts: Iterable<string>,
  { tokenizer, reference, options = {} }: { tokenizer: Tokenizer; reference: Reference; options?: EncodeOptions },
): Promise<{ text: string; expected: string; actual: string } | undefined> {
  for (const text of texts) {
    const expected = JSON.stringify(await reference.encode(text));
    const actual = JSON.stringify(toReferenceTokens(tokenizer.encode(text, options).tokens));
    if (actual !== expected) return { text: JSON.stringify(text), expected, actual };
  }
  return undefined;
}
