import { createCharacterClasses } from "./words/characterClasses";
import { createVocabulary } from "./pieces/createVocabulary";
import { cutWindows } from "./sequences/cutWindows";
import type { EncodeOptions, Encoding, Token, Tokenizer, WindowOptions } from "./encoding";
import { createSpecialsFinder } from "./sequences/createSpecialsFinder";
import { PieceIndex } from "./pieces/pieceIndex";
import { SegmentEncoder } from "./sequences/segmentEncoder";
import { TokenizerError } from "./tokenizerError";
import type { TokenizerSpec } from "./tokenizerSpec";

const LEAST_WINDOW_TOKENS = 8;
/** [CLS] and [SEP]. */
const ADDED_TOKENS = 2;

/**
 * BERT's tokenizer: the basic tokenizer's cleaning and words, WordPiece's pieces. Ids and spans are those of the
 * reference (huggingface/tokenizers); a lone surrogate, which no UTF-8 text has, is dropped as U+FFFD is.
 *
 * @throws {TokenizerError} as `createVocabulary`; `bad-option` for a `maxWordLength` that is no whole number of 1 or more.
 */
export function createTokenizer(spec: TokenizerSpec): Tokenizer {
  if (!Number.isInteger(spec.maxWordLength) || spec.maxWordLength < 1) {
    const message = `maxWordLength is ${spec.maxWordLength}, expected a whole number from 1`;
    throw new TokenizerError("bad-option", message);
  }
  const index = new PieceIndex(spec.pieces);
  const vocabulary = createVocabulary(spec, index);
  const encoder = new SegmentEncoder({
    vocabulary,
    characters: createCharacterClasses(spec),
    index,
    continuingPrefix: spec.continuingPrefix,
    maxWordLength: spec.maxWordLength,
  });
  const findSpecials = createSpecialsFinder(vocabulary);

  const encodeSegments = (texts: readonly string[], { specials = "mask" }: EncodeOptions): Encoding => {
    const tokens: Token[] = [createAdded(vocabulary.specials.cls, 0, 0, 0)];
    texts.forEach((text, index) => {
      const segment = index === 0 ? 0 : 1;
      encoder.encode(text, findSpecials(text, specials), { tokens, segment });
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
 * An added token stands at one place of its segment's text: [CLS] at the start, [SEP] at the end.
 * Not a spread: an object made by one has another shape than other tokens, and reading both kinds took 2.5 times as long.
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

/** @param tokens - The whole text's: [CLS], its tokens, [SEP]. */
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
