import type { WordPieceSpec } from "../tokenizerSpec";
import {
  DECOMPOSED,
  DROPPED,
  IDEOGRAPHS,
  LOWER_CASE,
  MARKS,
  MOVING_MARKS,
  PUNCTUATION,
  SPACES,
} from "./characterTable";

/** Classes of code points. Those of the first three classes stand inside words, the others between them. */
export const KEPT = 0;
export const DROPPED_CLASS = 1;
/** Stands inside a word whose marks may have to be put in canonical order. */
export const MOVING = 2;
export const SPACE = 3;
/** A word by itself: punctuation, an ideograph. */
export const ALONE = 4;
/** Not determined yet: ask `classify`. */
export const UNREAD = 5;

export type CharacterOptions = Pick<WordPieceSpec, "lowercase" | "stripAccents" | "splitCjk">;

/** How one tokenizer reads characters. */
export interface CharacterClasses {
  /** The class of each code point. Surrogates are DROPPED_CLASS: here they stand alone. */
  readonly classes: Uint8Array;
  /** The class of a code point that is UNREAD in `classes`, which holds it from now on. */
  classify(codePoint: number): number;
  /** The code points that a code point without moving marks becomes: both steps in one. */
  rewrite(codePoint: number): readonly number[];
  /** First step: the code points of which a code point is composed; none if it is dropped. */
  decompose(codePoint: number): readonly number[];
  /** The canonical combining order of a code point, for sorting between the steps; 0 if it does not move. */
  orderOf(codePoint: number): number;
  /** It is an ideograph, and the tokenizer makes a word of each. */
  isSplitIdeograph(codePoint: number): boolean;
  /** Last step: the lower case of a code point; none for a mark that is stripped. */
  fold(codePoint: number): readonly number[];
}

const CODE_POINTS = 0x110000;
/** 11,172 syllables of two or three letters. They keep their class without being decomposed. */
const HANGUL = { start: 0xac00, end: 0xd7a4 };
const DOTTED_CAPITAL_I = 0x130;
const DOTTED_SMALL_I = [0x69, 0x307];

/** The classes and expansions of BERT's basic tokenizer. Source: huggingface/tokenizers v0.23, `BertNormalizer`, `BertPreTokenizer`. */
export function createCharacterClasses(options: CharacterOptions): CharacterClasses {
  const marks = options.stripAccents ? readRanges(MARKS) : [];
  const decomposed = options.stripAccents ? readRanges(DECOMPOSED) : [];
  const dropped = readRanges(DROPPED);
  const ideographs = options.splitCjk ? readRanges(IDEOGRAPHS) : [];
  const lowerCase = options.lowercase ? readLowerCase() : new Map<number, readonly number[]>();
  const order = options.stripAccents ? readOrder() : new Map<number, number>();

  const decompose = (codePoint: number): readonly number[] => {
    if (isSurrogate(codePoint) || isWithin(dropped, codePoint)) return [];
    if (!isWithin(decomposed, codePoint)) return [codePoint];
    return Array.from(String.fromCodePoint(codePoint).normalize("NFD"), (part) => part.codePointAt(0) ?? 0);
  };
  const fold = (codePoint: number): readonly number[] =>
    isWithin(marks, codePoint) ? [] : (lowerCase.get(codePoint) ?? [codePoint]);

  const rewritten = new Map<number, readonly number[]>();
  const rewrite = (codePoint: number): readonly number[] => {
    let result = rewritten.get(codePoint);
    if (result === undefined) {
      result = decompose(codePoint).flatMap(fold);
      rewritten.set(codePoint, result); // at most one entry for each code point that occurred
    }
    return result;
  };

  const classes = new Uint8Array(CODE_POINTS); // KEPT
  for (const codePoint of order.keys()) classes[codePoint] = MOVING;
  fill(classes, marks, DROPPED_CLASS);
  fill(classes, readRanges(PUNCTUATION), ALONE);
  // Decomposing these two thousand took as long as everything else, and a text has few of them.
  fill(
    classes,
    decomposed.filter((range) => range.start !== HANGUL.start),
    UNREAD,
  );
  fill(classes, ideographs, ALONE);
  fill(classes, dropped, DROPPED_CLASS);
  classes.fill(DROPPED_CLASS, 0xd800, 0xe000);
  fill(classes, readRanges(SPACES), SPACE);
  const classify = (codePoint: number): number => {
    const found = classifyParts(decompose(codePoint), classes);
    classes[codePoint] = found;
    return found;
  };
  return {
    classes,
    classify,
    rewrite,
    decompose,
    orderOf: (codePoint) => order.get(codePoint) ?? 0,
    isSplitIdeograph: (codePoint) => isWithin(ideographs, codePoint),
    fold,
  };
}

/** "≠" becomes "=" and so is punctuation. The tests go through all characters: none becomes a mixture of classes. */
function classifyParts(parts: readonly number[], classes: Uint8Array): number {
  const found = parts.map((part) => classes[part] ?? KEPT).filter((kind) => kind !== DROPPED_CLASS);
  if (found.includes(MOVING)) return MOVING;
  return found[0] ?? DROPPED_CLASS;
}

function isSurrogate(codePoint: number): boolean {
  return codePoint >= 0xd800 && codePoint < 0xe000;
}

/** Code points from `start` to `end`, excluded. */
interface Range {
  readonly start: number;
  readonly end: number;
}

function fill(classes: Uint8Array, ranges: readonly Range[], value: number): void {
  for (const { start, end } of ranges) classes.fill(value, start, end);
}

/** @param ranges - In order, without overlap. */
function isWithin(ranges: readonly Range[], codePoint: number): boolean {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.end ?? 0) <= codePoint) low = middle + 1;
    else high = middle;
  }
  return (ranges[low]?.start ?? Infinity) <= codePoint;
}

function readRanges(data: string): readonly Range[] {
  let last = 0;
  return Array.from(readNumbers(data), ([gap = 0, length = 0]) => {
    const start = last + gap;
    last = start + length;
    return { start, end: last };
  });
}

function readLowerCase(): Map<number, readonly number[]> {
  const lowerCase = new Map<number, readonly number[]>([[DOTTED_CAPITAL_I, DOTTED_SMALL_I]]);
  let start = 0;
  for (const [gap = 0, count = 0, step = 1, delta = 0] of readNumbers(LOWER_CASE)) {
    start += gap;
    for (let index = 0; index < count; index++) {
      const codePoint = start + index * step;
      lowerCase.set(codePoint, [codePoint + delta]);
    }
  }
  return lowerCase;
}

function readOrder(): Map<number, number> {
  const order = new Map<number, number>();
  MOVING_MARKS.forEach((data, index) => {
    for (const { start, end } of readRanges(data)) {
      for (let codePoint = start; codePoint < end; codePoint++) order.set(codePoint, index + 1);
    }
  });
  return order;
}

function* readNumbers(data: string): Generator<number[]> {
  for (const item of data.split(" ")) yield item.split(".").map((number) => Number.parseInt(number, 36));
}
