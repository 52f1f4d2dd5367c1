/** Masks that are asked about at once: after so many, a request can be cancelled, and a more urgent one gets its turn. */
const MOST_MASKS = 64;

export interface WindowSize {
  /** Tokens of the text that a window holds. */
  readonly room: number;
  /** Tokens of the text. */
  readonly length: number;
}

/**
 * Divides masks into groups that share a window: those that lie within half of its room. A window around the middle of a
 * group then shows a quarter of its room on each side of each mask, as far as there is text; around one mask it is half.
 *
 * @param indices - Of the masks among the tokens of the text, in order.
 * @returns Of each group the first mask, and the one after its last.
 */
export function shareWindows(
  indices: readonly number[],
  { room, length }: WindowSize,
): readonly (readonly [start: number, end: number])[] {
  const reach = length <= room ? Infinity : Math.floor(room / 2);
  const groups: (readonly [number, number])[] = [];
  let start = 0;
  for (const [i, index] of indices.entries()) {
    if (i === start || (index - (indices[start] ?? 0) <= reach && i - start < MOST_MASKS)) continue;
    groups.push([start, i]);
    start = i;
  }
  if (start < indices.length) groups.push([start, indices.length]);
  return groups;
}
