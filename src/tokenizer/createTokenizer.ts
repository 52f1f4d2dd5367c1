import * as l10n from "@vscode/l10n";
import { createByteForms } from "./bytes/byteForms";
import { ByteReader } from "./bytes/byteReader";
import type { EncodeOptions, Encoding, Token, Tokenizer, Vocabulary, WindowOptions } from "./encoding";
import { isCased } from "./isCased";
import { createVocabulary } from "./pieces/createVocabulary";
import { PieceIndex } from "./pieces/pieceIndex";
import { createWordPieceForms } from "./pieces/wordPieceForms";
import { createAddedFinder } from "./sequences/createAddedFinder";
import { createMaskFinder } from "./sequences/createMaskFinder";
import { createSpecialsFinder } from "./sequences/createSpecialsFinder";
import { cutWindows } from "./sequences/cutWindows";
import { SegmentEncoder } from "./sequences/segmentEncoder";
import { StretchEncoder } from "./sequences/stretchEncoder";
import { TokenizerError } from "./tokenizerError";
import type { TokenizerSpec } from "./tokenizerSpec";
import { createUnigramForms } from "./unigram/unigramForms";
import { UnigramReader } from "./unigram/unigramReader";
import { type CharacterClasses, createCharacterClasses } from "./words/characterClasses";

const LEAST_WINDOW_TOKENS = 8;
/** [CLS] and [SEP]. */
const ADDED_TOKENS = 2;

/**
 * The tokenizer that a checkpoint describes. BERT's basic tokenizer cleans the text and finds words, WordPiece cuts them
 * into pieces; byte-level BPE does both in its own way. Ids and spans are those of the reference (huggingface/tokenizers).
 * A lone surrogate, which UTF-8 cannot hold, is read as U+FFFD, which BERT drops.
 *
 * @throws {TokenizerError} As `createVocabulary`; `bad-option` if `maxWordLength` is not a whole number from 1; as `ByteReader`.
 */
export function createTokenizer(spec: TokenizerSpec): Tokenizer {
  const { pairSeparators = 1 } = spec;
  const index = new PieceIndex(spec.pieces);
  const { vocabulary, encoder, characters } = openWords(spec, index);
  // Most checkpoints have no added tokens, and searching the text for special names alone is much faster.
  const listSpecials =
    spec.added === undefined || spec.added.length === 0
      ? createSpecialsFinder(vocabulary)
      : createAddedFinder(vocabulary, spec.added, characters);
  const listAll = createMaskFinder(vocabulary, spec.added ?? [], listSpecials);

  const encodeSegments = (texts: readonly string[], options: EncodeOptions): Encoding => {
    const { specials = "mask", masks, joins } = options;
    const tokens: Token[] = [createAdded(vocabulary.specials.cls, 0, 0, 0)];
    texts.forEach((text, index) => {
      const segment = index === 0 ? 0 : 1;
      const found = masks === undefined ? listSpecials(text, specials) : listAll(text, specials, masks);
      if (index === 1 && pairSeparators === 2) tokens.push(createAdded(vocabulary.specials.sep, 0, 1, tokens.length));
      encoder.encode(text, found, { tokens, segment, joins });
      tokens.push(createAdded(vocabulary.specials.sep, text.length, segment, tokens.length));
    });
    return { tokens };
  };

  return {
    vocabulary,
    cased: isCased(spec),
    addedTokens: { text: ADDED_TOKENS, pair: ADDED_TOKENS + pairSeparators },
    encode: (text, options = {}) => encodeSegments([text], options),
    encodePair: (a, b, options = {}) => encodeSegments([a, b], options),
    encodeWindows: (text, options) => {
      checkWindowOptions(options);
      return encodeWindows(encodeSegments([text], options).tokens, options);
    },
  };
}

/** What reads the words of texts, and what is known of characters where texts are normalized. */
interface Words {
  readonly vocabulary: Vocabulary;
  readonly encoder: Pick<StretchEncoder, "encode">;
  readonly characters: CharacterClasses | undefined;
}

function openWords(spec: TokenizerSpec, index: PieceIndex): Words {
  if (spec.kind === "bytes") {
    const vocabulary = createVocabulary(spec, index, createByteForms(spec.addPrefixSpace));
    const encoder = new StretchEncoder(new ByteReader(spec, index), {
      unk: vocabulary.specials.unk.id,
      spaces: spec.trimOffsets ? (spec.keepsFirstSpace ? "first" : "none") : "all",
    });
    return { vocabulary, encoder, characters: undefined };
  }
  if (spec.kind === "unigram") {
    const vocabulary = createVocabulary(spec, index, createUnigramForms(spec));
    const { id: unk } = vocabulary.specials.unk;
    const encoder = new StretchEncoder(new UnigramReader(spec, index, unk), { unk, spaces: "all" });
    return { vocabulary, encoder, characters: undefined };
  }
  const { continuingPrefix, maxWordLength } = spec;
  if (!Number.isInteger(maxWordLength) || maxWordLength < 1) {
    const message = l10n.t("maxWordLength is {0}, expected a whole number from 1", maxWordLength);
    throw new TokenizerError("bad-option", message);
  }
  const vocabulary = createVocabulary(spec, index, createWordPieceForms(continuingPrefix));
  const characters = createCharacterClasses(spec);
  const encoder = new SegmentEncoder({ vocabulary, characters, index, continuingPrefix, maxWordLength });
  return { vocabulary, encoder, characters };
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
    const message = l10n.t("maxTokens is {0}, expected a whole number from {1}", maxTokens, LEAST_WINDOW_TOKENS);
    throw new TokenizerError("bad-option", message);
  }
  const most = Math.floor((maxTokens - ADDED_TOKENS) / 2);
  if (!Number.isInteger(overlap) || overlap < 0 || overlap > most) {
    const message = l10n.t("overlap is {0}, expected a whole number from 0 to {1}, half of a window", overlap, most);
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
