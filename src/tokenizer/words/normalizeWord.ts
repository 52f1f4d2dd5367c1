import type { Span } from "../../text/spans/span";
import { type CharacterClasses, MOVING } from "./characterClasses";

/** A word as the vocabulary spells it, and where each of its UTF-16 units came from. */
export interface NormalizedWord {
  text: string;
  codePoints: number;
  /** For each unit of `text`: start and end of its character in the word as written, in UTF-16 units. */
  readonly starts: number[];
  readonly ends: number[];
}

/** A code point of a decomposed word, and the place of the character it came from. */
interface Part {
  readonly codePoint: number;
  /** It is the first code point that its character became. */
  readonly leads: boolean;
  readonly start: number;
  readonly end: number;
}

/** Cleans, decomposes, strips and lower-cases a word, as the tokenizer's options require. */
export function normalizeWord(word: string, characters: CharacterClasses): Readonly<NormalizedWord> {
  const normalized: NormalizedWord = { text: "", codePoints: 0, starts: [], ends: [] };
  let end: number;
  for (let start = 0; start < word.length; start = end) {
    const codePoint = word.codePointAt(start) ?? 0;
    end = start + (codePoint > 0xffff ? 2 : 1);
    if (characters.classes[codePoint] === MOVING) return normalizeMoving(word, characters);
    append(normalized, characters.rewrite(codePoint), { start, end });
  }
  return normalized;
}

/** Does the same for a word whose marks may have to be sorted: it must be decomposed first. */
function normalizeMoving(word: string, characters: CharacterClasses): NormalizedWord {
  const normalized: NormalizedWord = { text: "", codePoints: 0, starts: [], ends: [] };
  const parts: Part[] = [];
  let end: number;
  for (let start = 0; start < word.length; start = end) {
    const whole = word.codePointAt(start) ?? 0;
    end = start + (whole > 0xffff ? 2 : 1);
    let leads = true;
    for (const codePoint of characters.decompose(whole)) {
      parts.push({ codePoint, leads, start, end });
      leads = false;
    }
  }
  for (const part of placeInOrder(parts, sortMarks(parts, characters))) {
    append(normalized, characters.fold(part.codePoint), part);
  }
  return normalized;
}

function append(word: NormalizedWord, codePoints: readonly number[], { start, end }: Span): void {
  for (const codePoint of codePoints) {
    word.text += String.fromCodePoint(codePoint);
    word.codePoints += 1;
    for (let unit = codePoint > 0xffff ? 2 : 1; unit > 0; unit--) {
      word.starts.push(start);
      word.ends.push(end);
    }
  }
}

/** Puts marks in canonical order: those between two characters that do not move are sorted by class, stably. */
function sortMarks(parts: readonly Part[], characters: CharacterClasses): readonly Part[] {
  const sorted: Part[] = [];
  let marks: { readonly part: Part; readonly order: number }[] = [];
  const flush = (): void => {
    marks.sort((a, b) => a.order - b.order); // stable
    for (const { part } of marks) sorted.push(part);
    marks = [];
  };
  for (const part of parts) {
    const order = characters.orderOf(part.codePoint);
    if (order > 0) {
      marks.push({ part, order });
      continue;
    }
    if (marks.length > 0) flush();
    sorted.push(part);
  }
  flush();
  return sorted;
}

/**
 * Gives the places of the characters to the sorted parts in turn. In the reference, too, sorting moves the code points
 * and not their places.
 */
function placeInOrder(parts: readonly Part[], sorted: readonly Part[]): readonly Part[] {
  const places = parts.filter(({ leads }) => leads);
  let next = 0;
  return sorted.map((part) => {
    if (part.leads) next += 1;
    const { start, end } = places[next - 1] ?? part;
    return { ...part, start, end };
  });
}
