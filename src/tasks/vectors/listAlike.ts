import type { VectorMeasures } from "./measureVectors";
import type { VectorLayer } from "./vectorsRequest";

/** Neighbours listed for each token. */
const MOST_NEIGHBOURS = 5;

/**
 * The tokens most like each token, the most alike first; equals by position.
 *
 * @param centred - [T, T]: the inner product of each vector with each, less the mean of all.
 */
export function listAlike(
  centred: Float32Array,
  { shifts, lengths }: VectorMeasures,
): Pick<VectorLayer, "neighbours" | "cosines"> {
  const T = lengths.length;
  const most = Math.min(MOST_NEIGHBOURS, T - 1);
  const neighbours = new Int32Array(T * most);
  const cosines = new Float64Array(T * most);
  for (let token = 0; token < T; token += 1) {
    const start = token * most;
    let count = 0;
    for (let position = 0; position < T; position += 1) {
      if (position === token) continue;
      const both = (lengths[token] ?? NaN) * (lengths[position] ?? NaN);
      const product = (centred[token * T + position] ?? NaN) + (shifts[token] ?? NaN) + (shifts[position] ?? NaN);
      // Rounding may carry a cosine beyond 1; a vector of zeros has no direction.
      const cosine = both > 0 ? Math.max(-1, Math.min(1, product / both)) : 0;
      let at = count;
      while (at > 0 && round(cosine) > round(cosines[start + at - 1] ?? NaN)) at -= 1;
      if (at >= most) continue;
      for (let i = Math.min(count, most - 1); i > at; i -= 1) {
        neighbours[start + i] = neighbours[start + i - 1] ?? 0;
        cosines[start + i] = cosines[start + i - 1] ?? NaN;
      }
      neighbours[start + at] = position;
      cosines[start + at] = cosine;
      count = Math.min(count + 1, most);
    }
  }
  return { neighbours, cosines };
}

/** Products are float32: what differs by less than their rounding is equal. */
function round(cosine: number): number {
  return Math.round(cosine * 1e6);
}
