import { diffArrays } from "diff";
import type { Token } from "../../tokenizer/encoding";
import type { WordChange } from "./compareRequest";

/** A text or pair as one model reads it. */
export interface ReadText {
  readonly text: string;
  readonly pair?: string | undefined;
  readonly tokens: readonly Token[];
  /** Whether the model knows capitals. */
  readonly cased: boolean;
}

/** A word of one side or of both: positions of its tokens, at least one. */
export interface AlignedWord {
  readonly before?: readonly number[];
  readonly after?: readonly number[];
  readonly change: WordChange;
}

/**
 * Which words of two readings are the same ones, in the order of the text. A special token is a word of its own.
 *
 * Of one text, words are what both readings have the bounds of, and aligned by their characters. Of two texts, equal words
 * are aligned so that as many as possible are; words between them one to one if there are as many before as after.
 */
export function alignWords(before: ReadText, after: ReadText): readonly AlignedWord[] {
  return ([0, 1] as const).flatMap((segment) => {
    const [a, b] = [listWords(before, segment), listWords(after, segment)];
    const [textBefore, textAfter] = [before, after].map(({ text, pair }) => (segment === 0 ? text : pair));
    return textBefore === textAfter ? alignPlaces(a, b) : alignTexts(a, b, before.cased && after.cased);
  });
}

interface Word {
  readonly positions: readonly number[];
  readonly start: number;
  readonly end: number;
  /** What is written there, or what kind of token was added. */
  readonly text: string;
}

function listWords({ text, pair = "", tokens }: ReadText, segment: 0 | 1): readonly Word[] {
  const words: Word[] = [];
  let last: number | undefined;
  for (const { word, kind, span, position, segment: own } of tokens) {
    if (own !== segment) continue;
    const previous = words.at(-1);
    if (word !== undefined && word === last && previous) {
      words[words.length - 1] = join(previous, { positions: [position], ...span, text: "" });
    } else {
      // No text holds a zero character followed by the name of a kind; one that did would be aligned with a special token.
      words.push({ positions: [position], ...span, text: word === undefined ? `\0${kind}` : "" });
    }
    last = word;
  }
  const written = segment === 0 ? text : pair;
  return words.map((word) => (word.text === "" ? { ...word, text: written.slice(word.start, word.end) } : word));
}

function join(a: Word, b: Word): Word {
  return { ...a, positions: [...a.positions, ...b.positions], end: b.end };
}

/** Words of one text, as two tokenizers cut it: those that overlap are one. */
function alignPlaces(a: readonly Word[], b: readonly Word[]): readonly AlignedWord[] {
  const aligned: AlignedWord[] = [];
  let [i, j] = [0, 0];
  for (let [one, other] = [a[0], b[0]]; one ?? other; [one, other] = [a[i], b[j]]) {
    if (one && other && isSamePlace(one, other)) {
      const [x, y] = growTogether(a.slice(i), b.slice(j));
      aligned.push({
        before: a.slice(i, i + x).flatMap(listPositions),
        after: b.slice(j, j + y).flatMap(listPositions),
        change: "same",
      });
      [i, j] = [i + x, j + y];
    } else if (one && (!other || isEarlier(one, other))) {
      aligned.push({ before: one.positions, change: "removed" });
      i += 1;
    } else if (other) {
      aligned.push({ after: other.positions, change: "added" });
      j += 1;
    }
  }
  return aligned;
}

/** How many words of each list are one word of both: whichever ends earlier takes in what overlaps the other. */
function growTogether(a: readonly Word[], b: readonly Word[]): readonly [number, number] {
  let [x, y] = [1, 1];
  for (;;) {
    const [endA, endB] = [a[x - 1]?.end ?? NaN, b[y - 1]?.end ?? NaN];
    const [nextA, nextB] = [a[x], b[y]];
    if (nextA && !isAdded(nextA) && nextA.start < endB) x += 1;
    else if (nextB && !isAdded(nextB) && nextB.start < endA) y += 1;
    else return [x, y];
  }
}

function listPositions({ positions }: Word): readonly number[] {
  return positions;
}

function isSamePlace(a: Word, b: Word): boolean {
  if (isAdded(a) || isAdded(b)) return a.text === b.text;
  return a.start < b.end && b.start < a.end;
}

/** A special token stands behind every word at its place, because one that ends a text does. */
function isEarlier(a: Word, b: Word): boolean {
  return isAdded(a) === isAdded(b) ? a.start < b.start : isAdded(b);
}

/** A [CLS] or [SEP] of the tokenizer's own. */
function isAdded({ text }: Word): boolean {
  return text.startsWith("\0");
}

function alignTexts(a: readonly Word[], b: readonly Word[], cased: boolean): readonly AlignedWord[] {
  const keysOf = (words: readonly Word[]) => words.map(({ text }) => (cased ? text : text.toLowerCase()));
  const aligned: AlignedWord[] = [];
  let [i, j] = [0, 0];
  /** Words before that have no equal yet. */
  let gone: readonly Word[] = [];
  const leave = (come: readonly Word[]) => {
    if (gone.length === come.length) {
      for (const [k, { positions }] of gone.entries()) {
        aligned.push({ before: positions, after: come[k]?.positions ?? [], change: "replaced" });
      }
    } else {
      for (const { positions } of gone) aligned.push({ before: positions, change: "removed" });
      for (const { positions } of come) aligned.push({ after: positions, change: "added" });
    }
    gone = [];
  };
  for (const { added, removed, count } of diffArrays(keysOf(a), keysOf(b))) {
    if (removed) {
      gone = a.slice(i, i + count);
      i += count;
    } else if (added) {
      leave(b.slice(j, j + count));
      j += count;
    } else {
      leave([]);
      for (let k = 0; k < count; k += 1) {
        const [one, other] = [a[i + k], b[j + k]];
        if (one && other) aligned.push({ before: one.positions, after: other.positions, change: "same" });
      }
      [i, j] = [i + count, j + count];
    }
  }
  leave([]);
  return aligned;
}
