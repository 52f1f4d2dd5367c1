/** A row of sentences or lines. */
export interface Texts {
  readonly count: number;
  /** In UTF-16 units. */
  readonly lengthAt: (index: number) => number;
}

/**
 * UTF-16 units of context on each side of a text. With it, the text fills most of a window of 128 tokens; more context
 * would make answers slower.
 */
const REACH = 300;

/** The index of the farthest text that still fits in the context of text `from`, together with all between them. */
export function computeReach({ count, lengthAt }: Texts, from: number, step: 1 | -1): number {
  let reached = from;
  for (let room = REACH; reached + step >= 0 && reached + step < count; reached += step) {
    room -= lengthAt(reached + step) + 1;
    if (room < 0) break;
  }
  return reached;
}
