import type { CharacterClasses } from "./characterClasses";
import { SPACE, UNREAD } from "./characterClasses";
import { type NormalizedWord, normalizeWord } from "./normalizeWord";

/**
 * Normalizes a text as a whole: every space becomes " ", and ideographs that are words of their own get a space on both
 * sides. Only texts with added tokens need this; words are otherwise normalized one by one.
 */
export function normalizeText(text: string, characters: CharacterClasses): Readonly<NormalizedWord> {
  const normalized: NormalizedWord = { text: "", codePoints: 0, starts: [], ends: [] };
  let runStart = 0;
  const flush = (end: number): void => {
    if (runStart < end) append(normalized, normalizeWord(text.slice(runStart, end), characters), runStart);
  };
  let end: number;
  for (let start = 0; start < text.length; start = end) {
    const codePoint = text.codePointAt(start) ?? 0;
    end = start + (codePoint > 0xffff ? 2 : 1);
    let kind = characters.classes[codePoint] ?? UNREAD;
    if (kind === UNREAD) kind = characters.classify(codePoint);
    const isSplit = characters.isSplitIdeograph(codePoint);
    if (kind !== SPACE && !isSplit) continue;
    flush(start);
    runStart = end;
    const space = { text: " ", codePoints: 1, starts: [0], ends: [end - start] };
    append(normalized, space, start);
    if (!isSplit) continue;
    append(normalized, normalizeWord(text.slice(start, end), characters), start);
    append(normalized, space, start);
  }
  flush(text.length);
  return normalized;
}

/** @param offset - Where the part stands in the text. */
function append(whole: NormalizedWord, part: Readonly<NormalizedWord>, offset: number): void {
  whole.text += part.text;
  whole.codePoints += part.codePoints;
  for (const start of part.starts) whole.starts.push(start + offset);
  for (const end of part.ends) whole.ends.push(end + offset);
}
