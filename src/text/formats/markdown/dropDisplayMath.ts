import type { Prose } from "../../spans/sentence";

const DISPLAY = "$$";
/** Most blocks of one display: its lines may look like headings, lists or several paragraphs. */
const LONGEST_DISPLAY = 20;

/** Drops the blocks of displayed mathematics: from one that begins with `$$` to the next that holds `$$`. */
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
