import type { EncodeOptions, Encoding, Token, Tokenizer, WindowOptions } from "./encoding";
import { createVocabulary } from "./pieces/createVocabulary";
import { PieceIndex } from "./pieces/pieceIndex";
import { createAddedFinder } from "./sequences/createAddedFinder";
import { createSpecialsFinder } from "./sequences/createSpecialsFinder";
import { cutWindows } from "./sequences/cutWindows";
import { SegmentEncoder } from "./sequences/segmentEncoder";
import { TokenizerError } from "./tokenizerError";
import type { TokenizerSpec } from "./tokenizerSpec";
import { createCharacterClasses } from "./words/characterClasses";

const LEAST_WINDOW_TOKENS = 8;
/** [CLS] and [SEP]. */
const ADDED_TOKENS = 2;

/**
 * BERT's tokenizer: the basic tokenizer cleans the text and finds words, WordPiece cuts them into pieces. Ids and spans
 * are those of the reference (huggingface/tokenizers). A lone surrogate, which UTF-8 cannot hold, is dropped as U+FFFD is.
 *
 * @throws {TokenizerError} As `createVocabulary`; `bad-option` if `maxWordLength` is not a whole number from 1.
 */
export function createTokenizer(spec: TokenizerSpec): Tokenizer {
  if (!Number.isInteger(spec.maxWordLength) || spec.maxWordLength < 1) {
    const message = `maxWordLength is ${spec.maxWordLength}, expected a whole number from 1`;
    throw new TokenizerError("bad-option", message);
  }
  const index = new PieceIndex(spec.pieces);
  const vocabulary = createVocabulary(spec, index);
  const characters = createCharacterClasses(spec);
  const encoder = new SegmentEncoder({
    vocabulary,
    characters,
    index,
    continuingPrefix: spec.continuingPrefix,
    maxWordLength: spec.maxWordLength,
  });
  // Most checkpoints have no added tokens, and searching the text for special names alone is much faster.
  const listSpecials =
    spec.added === undefined || spec.added.length === 0
      ? createSpecialsFinder(vocabulary)
      : createAddedFinder(vocabulary, spec.added, characters);

  const encodeSegments = (texts: readonly string[], { specials = "mask" }: EncodeOptions): Encoding => {
    const tokens: Token[] = [createAdded(vocabulary.specials.cls, 0, 0, 0)];
    texts.forEach((text, index) => {
      const segment = index === 0 ? 0 : 1;
      encoder.encode(text, listSpecials(text, specials), { tokens, segment });
      tokens.push(createAdded(vocabulary.specials.sep, text.length, segment, tokens.length));
    });
    return { tokens };
  };

  return {
    vocabulary,
    cased: !spec.lowercase,
    encode: (text, options = {}) => encodeSegments([text], options),
    encodePair: (a, b, options = {}) => encodeSegments([a, b], options),
    encodeWindows: (text, options) => {
      checkWindowOptions(options);
      return encodeWindows(encodeSegments([text], options).tokens, options);
    },
  };
}

/**
 * A token that is not in the text, at one place of its segment: [CLS] at the start, [SEP] at the end.
 * Every field is written out, without a spread: a spread gives the object another shape than other tokens have, and
 * reading both shapes took 2.5 times as long.
 */
function createAdded(
  { text, id, kind }: Pick<Token, "text" | "id" | "kind">,
  at: number,
  segment: 0 | 1,
  position: number,
): Token {
  return { text, id, kind, span: { start: at, end: at }, segment, position, word: undefined };
}

function checkWindowOptions({ maxTokens, overlap = 0 }: WindowOptions): void {
  if (!Number.isInteger(maxTokens) || maxTokens < LEAST_WINDOW_TOKENS) {
    const message = `maxTokens is ${maxTokens}, expected a whole number from ${LEAST_WINDOW_TOKENS}`;
    throw new TokenizerError("bad-option", message);
  }
  const most = Math.floor((maxTokens - ADDED_TOKENS) / 2);
  if (!Number.isInteger(overlap) || overlap < 0 || overlap > most) {
    const message = `overlap is ${overlap}, expected a whole number from 0 to ${most}, half of a window`;
    throw new TokenizerError("bad-option", message);
  }
}

/** @param tokens - The tokens of the whole text, between [CLS] and [SEP]. */
function encodeWindows(tokens: readonly Token[], { maxTokens, overlap = 0 }: WindowOptions): readonly Encoding[] {
  const [cls, sep] = [tokens.at(0), tokens.at(-1)];
  if (cls === undefined || sep === undefined) return [];
  const own = tokens.slice(1, -1);
  return cutWindows(own, { capacity: maxTokens - ADDED_TOKENS, overlap }).map(({ start, end }) => {
    const first = own[start]?.span.start ?? cls.span.start;
    const last = own[end - 1]?.span.end ?? sep.span.end;
    const window = [createAdded(cls, first, 0, 0)];
    for (const { text, id, kind, span, segment, word } of own.slice(start, end)) {
      window.push({ text, id, kind, span, segment, position: window.length, word });
    }
    window.push(createAdded(sep, last, 0, window.length));
    return { tokens: window };
  });
}
