/** Sentences or lines, by their lengths in characters. */
export interface Texts {
  readonly count: number;
  readonly lengthAt: (index: number) => number;
}

/**
 * Characters of the texts read along on each side. With them what is asked about fills most of a window of 128 tokens;
 * more would make answers slower.
 */
const REACH = 300;

/** The farthest of the texts that lies within reach of text `from`, all between them included. */
export function computeReach({ count, lengthAt }: Texts, from: number, step: 1 | -1): number {
  let reached = from;
  for (let room = REACH; reached + step >= 0 && reached + step < count; reached += step) {
    room -= lengthAt(reached + step) + 1;
    if (room < 0) break;
  }
  return reached;
}
