import type { SpecialPiece, Specials, Vocabulary } from "../encoding";
import { SPECIAL_ROLES } from "../tokenizerSpec";

/** A special name that stands in a text and counts as its token: where, in UTF-16 units. */
export interface FoundSpecial extends SpecialPiece {
  readonly start: number;
  readonly end: number;
}

const NONE: readonly FoundSpecial[] = [];

/** Finds the special names of a text in order; where two start at one place, the longer. */
export function createSpecialsFinder(
  vocabulary: Vocabulary,
): (text: string, specials: Specials) => readonly FoundSpecial[] {
  const { mask } = vocabulary.specials;
  const all = SPECIAL_ROLES.map((role) => vocabulary.specials[role]);
  const pieces = new Map(all.map((piece) => [piece.text, piece]));
  const patterns = { mask: createPattern([mask.text]), reference: createPattern([...pieces.keys()]) };
  return (text, specials) => {
    if (specials === "none") return NONE;
    const { names, pattern } = patterns[specials];
    // Most texts have none, which is found out sooner without a match's objects.
    if (!names.some((name) => text.includes(name))) return NONE;
    return Array.from(text.matchAll(pattern), (match) => ({
      ...(pieces.get(match[0]) ?? mask),
      start: match.index,
      end: match.index + match[0].length,
    }));
  };
}

/** Names are data of the checkpoint: every character of them stands for itself. */
function createPattern(names: readonly string[]): { readonly names: readonly string[]; readonly pattern: RegExp } {
  const longestFirst = [...names].sort((a, b) => b.length - a.length);
  const source = longestFirst.map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("|");
  return { names, pattern: new RegExp(source, "gu") };
}
