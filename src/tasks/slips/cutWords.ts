import type { Span } from "../../text/spans/span";
import type { Encoding, Token, Tokenizer } from "../../tokenizer/encoding";
import { type ModelInput } from "../model/model";
import { toInput } from "../sequences/toInput";
import { listUnread } from "./listUnread";

/** A word or a mark of a sentence. */
export interface SentenceWord extends Span {
  readonly text: string;
  /** Its pieces. */
  readonly ids: readonly number[];
  /** Which of the sentence's windows it is judged in, and where its first piece stands there. */
  readonly input: number;
  readonly position: number;
  /** Letters alone. */
  readonly isWord: boolean;
  /** It may be called a slip: no name, no code, no quotation, not part of something longer. */
  readonly isJudged: boolean;
}

export interface SlipSentence {
  readonly text: string;
  readonly words: readonly SentenceWord[];
  /** The sentence as it stands, in windows if it is over the model's limit. */
  readonly inputs: readonly ModelInput[];
}

/** Tokens that neighbouring windows share, so that a word at the edge of one is judged in the other. */
const OVERLAP = 32;

/** Cuts a sentence into the words that a model sees. */
export function cutWords(tokenizer: Tokenizer, text: string, maxTokens: number): SlipSentence {
  const overlap = Math.min(OVERLAP, Math.floor(maxTokens / 4));
  const windows = tokenizer.encodeWindows(hidePictures(text), { maxTokens, overlap });
  const unread = listUnread(text);
  const words: SentenceWord[] = [];
  let hasBegun = false;
  for (const pieces of placeWords(windows)) {
    const [first, last] = [pieces.tokens[0], pieces.tokens.at(-1)];
    if (first === undefined || last === undefined) continue;
    const span = { start: first.span.start, end: last.span.end };
    const word = text.slice(span.start, span.end);
    const isWord = /^\p{L}+$/u.test(word);
    words.push({
      ...span,
      text: word,
      ids: pieces.tokens.map(({ id }) => id),
      input: pieces.input,
      position: pieces.position,
      isWord,
      isJudged:
        isWord &&
        isPlain(word, !hasBegun) &&
        !isJoined(text, span) &&
        !unread.some(({ start, end }) => start < span.end && span.start < end),
    });
    hasBegun ||= /[\p{L}\p{N}]/u.test(word);
  }
  return { text, words, inputs: windows.map(toInput) };
}

/** Emoji are unknown pieces, beside which the model trusts no word; spaces in their place leave all others where they are. */
function hidePictures(text: string): string {
  return text.replace(PICTURE, (picture) => " ".repeat(picture.length));
}

const PICTURE = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{fe0f}\u{200d}]/gu;

/** Small letters; at the start of a sentence a capital may come first. */
function isPlain(word: string, isFirst: boolean): boolean {
  return word === word.toLowerCase() || (isFirst && /^\p{Lu}\p{Ll}*$/u.test(word) && word !== "I");
}

/** Part of a path, an address, an identifier, a compound or a contraction. */
function isJoined(text: string, { start, end }: Span): boolean {
  const before = text.slice(0, start);
  const after = text.slice(end, end + 2);
  return (
    /[_/\\@#$%&+=.:~^|-]$|[\p{L}\p{N}]['’]$/u.test(before) || /^[_/\\@#$=(+^|~&]|^[-.:'’][\p{L}\p{N}:/]/u.test(after)
  );
}

interface PlacedWord {
  readonly tokens: readonly Token[];
  readonly input: number;
  readonly position: number;
}

/** Each word once, from the window where it stands farthest from an edge. */
function placeWords(windows: readonly Encoding[]): readonly PlacedWord[] {
  const best = new Map<number, PlacedWord & { readonly room: number }>();
  for (const [input, { tokens }] of windows.entries()) {
    for (let start = 1, end = 1; start < tokens.length - 1; start = end) {
      const word = tokens[start]?.word;
      while (end < tokens.length - 1 && tokens[end]?.word === word) end += 1;
      const isFirst = input === 0 ? Infinity : start;
      const isLast = input === windows.length - 1 ? Infinity : tokens.length - end;
      const room = Math.min(isFirst, isLast);
      if (word !== undefined && room > (best.get(word)?.room ?? -1)) {
        best.set(word, { tokens: tokens.slice(start, end), input, position: start, room });
      }
    }
  }
  return [...best.entries()].sort(([a], [b]) => a - b).map(([, word]) => word);
}
