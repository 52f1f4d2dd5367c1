import type { Span } from "../../text/spans/span";
import type { SpecialPiece, Specials, Token, Vocabulary } from "../encoding";
import { SPECIAL_ROLES } from "../tokenizerSpec";
import { createPattern } from "./createPattern";

/** A special or added piece that was found in a text, and where it stands. */
export interface FoundSpecial extends Pick<Token, "text" | "id" | "kind">, Span {
  /** The range that is not read as words, if it is larger: with the spaces that the token takes in. */
  readonly outer?: Span;
}

export type SpecialsFinder = (text: string, specials: Specials) => readonly FoundSpecial[];

const NONE: readonly FoundSpecial[] = [];

/** Makes a function that lists the special names of a text that count as tokens, in order; of two at one place the longer. */
export function createSpecialsFinder(vocabulary: Vocabulary): SpecialsFinder {
  const { mask } = vocabulary.specials;
  const all = SPECIAL_ROLES.flatMap((role) => vocabulary.specials[role] ?? []);
  const pieces = new Map(all.map((piece) => [piece.text, piece]));
  const names = { none: [], mask: mask === undefined ? [] : [mask.text], reference: [...pieces.keys()] };
  const patterns = { mask: createPattern(names.mask), reference: createPattern(names.reference) };
  return (text, specials) => {
    // Most texts have none; this check makes no objects, and so is faster than a match.
    if (specials === "none" || !names[specials].some((name) => text.includes(name))) return NONE;
    return Array.from(text.matchAll(patterns[specials]), (match) => listFound(pieces, match)).flat();
  };
}

function listFound(pieces: ReadonlyMap<string, SpecialPiece>, { 0: name, index }: RegExpExecArray): FoundSpecial[] {
  const piece = pieces.get(name);
  return piece === undefined ? [] : [{ ...piece, start: index, end: index + name.length }];
}
