import { MATH_WORD } from "../../markup/placeholders";
import type { Replacement } from "../../markup/proseBuilder";

/**
 * `$$…$$` and `$…$`. A single `$` opens unless a space follows, and closes unless a space stands before it or a digit
 * follows: "$5 and $10" are amounts. Source: pandoc 3.1, `tex_math_dollars`.
 */
const MATH = /\$\$[^$]+\$\$|\$(?![\s$])[^$]*[^\s$]\$(?!\d)/gu;

/**
 * Replaces each formula of a block.
 *
 * @param escaped - Offsets in `text` of characters behind a backslash in the document: such a "$" starts no formula.
 */
export function listMath(text: string, escaped: ReadonlySet<number>): readonly Replacement[] {
  if (!text.includes("$")) return [];
  const readable = text.replace(/\$/g, (dollar, index: number) => (escaped.has(index) ? " " : dollar));
  return Array.from(readable.matchAll(MATH), ({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
    word: MATH_WORD,
  }));
}
