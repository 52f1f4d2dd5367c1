import { MATH_WORD } from "../../markup/placeholders";
import type { Replacement } from "../../markup/proseBuilder";
import type { Prose } from "../../spans/sentence";

/**
 * `$$…$$` and `$…$`. A `$` opens before what is no space and closes behind what is no space and before what is no digit,
 * so that "$5 and $10" are amounts. Source: pandoc 3.1, `tex_math_dollars`.
 */
const MATH = /\$\$[^$]+\$\$|\$(?![\s$])[^$]*[^\s$]\$(?!\d)/gu;
const DISPLAY = "$$";
/** Blocks that display mathematics may be taken for, when it looks like headings, lists or several paragraphs. */
const LONGEST_DISPLAY = 20;

/** @param escaped - Offsets in `text` of what the document has behind a backslash: no such "$" is mathematics. */
export function listMath(text: string, escaped: ReadonlySet<number>): readonly Replacement[] {
  if (!text.includes("$")) return [];
  const readable = text.replace(/\$/g, (dollar, index: number) => (escaped.has(index) ? " " : dollar));
  return Array.from(readable.matchAll(MATH), ({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
    word: MATH_WORD,
  }));
}

/** The blocks without those between a `$$` that opens one and the `$$` that closes another. */
export function dropDisplayMath(blocks: readonly Prose[]): readonly Prose[] {
  const kept: Prose[] = [];
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index];
    if (block === undefined) continue;
    const closing = block.text.startsWith(DISPLAY) ? findClosing(blocks, index) : undefined;
    if (closing === undefined) kept.push(block);
    else index = closing;
  }
  return kept;
}

function findClosing(blocks: readonly Prose[], opening: number): number | undefined {
  const found = blocks
    .slice(opening + 1, opening + 1 + LONGEST_DISPLAY)
    .findIndex(({ text }) => text.includes(DISPLAY));
  return found === -1 ? undefined : opening + 1 + found;
}
