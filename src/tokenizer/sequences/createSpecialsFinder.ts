import type { Span } from "../../text/spans/span";
import type { SpecialPiece, Specials, Vocabulary } from "../encoding";
import { SPECIAL_ROLES } from "../tokenizerSpec";

/** The name of a special piece in a text that counts as its token, and where it stands. */
export interface FoundSpecial extends SpecialPiece, Span {}

const NONE: readonly FoundSpecial[] = [];

/** Makes a function that lists the special names of a text that count as tokens, in order; of two at one place the longer. */
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
    // Most texts have none; this check makes no objects, and so is faster than a match.
    if (!names.some((name) => text.includes(name))) return NONE;
    return Array.from(text.matchAll(pattern), (match) => ({
      ...(pieces.get(match[0]) ?? mask),
      start: match.index,
      end: match.index + match[0].length,
    }));
  };
}

/** Names come from the checkpoint, so every character in them stands for itself. */
function createPattern(names: readonly string[]): { readonly names: readonly string[]; readonly pattern: RegExp } {
  const longestFirst = [...names].sort((a, b) => b.length - a.length);
  const source = longestFirst.map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("|");
  return { names, pattern: new RegExp(source, "gu") };
}
