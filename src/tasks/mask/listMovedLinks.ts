import type { MaskResult } from "./maskRequest";

/** Links listed: more than a reader takes in, and few enough for a message. */
const MOST_LINKS = 50;

/**
 * The pairs of tokens whose weight changed most, most first; equals by place.
 *
 * @param before, after - [T, T], rows attend to columns.
 */
export function listMovedLinks(before: Float32Array, after: Float32Array, T: number): MaskResult["links"] {
  const found: { readonly index: number; readonly change: number }[] = [];
  for (let index = 0; index < T * T; index += 1) {
    const change = Math.abs((after[index] ?? NaN) - (before[index] ?? NaN));
    if (found.length === MOST_LINKS && change <= (found.at(-1)?.change ?? 0)) continue;
    let at = found.length;
    while (at > 0 && change > (found[at - 1]?.change ?? NaN)) at -= 1;
    found.splice(at, 0, { index, change });
    if (found.length > MOST_LINKS) found.pop();
  }
  return found.map(({ index }) => ({
    from: Math.floor(index / T),
    to: index % T,
    before: before[index] ?? NaN,
    after: after[index] ?? NaN,
  }));
}
