import type { MaskedPlace, Specials, Vocabulary } from "../encoding";
import type { AddedToken } from "../tokenizerSpec";
import type { FoundSpecial, SpecialsFinder } from "./createSpecialsFinder";

/**
 * Makes a function that lists masks at places that are given, and the special tokens of what stands between. Equal to
 * writing the mask's name into the text: the tokenizer always cuts there.
 */
export function createMaskFinder(
  { specials: { mask } }: Vocabulary,
  added: readonly AddedToken[],
  listSpecials: SpecialsFinder,
): (text: string, specials: Specials, masks: readonly MaskedPlace[]) => readonly FoundSpecial[] {
  const { lstrip = false, rstrip = false } = added.find(({ id }) => id === mask?.id) ?? {};
  return (text, specials, masks) => {
    if (mask === undefined) return listSpecials(text, specials);
    const found: FoundSpecial[] = [];
    let from = 0;
    const readUpTo = (to: number): void => {
      for (const special of listSpecials(text.slice(from, to), specials)) {
        found.push({ ...special, start: special.start + from, end: special.end + from });
      }
    };
    for (const { span, width } of masks) {
      readUpTo(span.start);
      const outer = { ...span };
      while (lstrip && outer.start > from && isSpace(text, outer.start - 1)) outer.start -= 1;
      while (rstrip && isSpace(text, outer.end)) outer.end += 1;
      for (let i = 0; i < width; i++) found.push({ ...mask, start: span.start, end: span.end, outer });
      from = span.end;
    }
    readUpTo(text.length);
    return found;
  };
}

function isSpace(text: string, index: number): boolean {
  return /^\p{White_Space}$/u.test(text.charAt(index));
}
