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
    const own = {
      neighbours: neighbours.subarray(token * most, (token + 1) * most),
      cosines: cosines.subarray(token * most, (token + 1) * most),
    };
    let count = 0;
    for (let position = 0; position < T; position += 1) {
      if (position === token) continue;
      const both = (lengths[token] ?? NaN) * (lengths[position] ?? NaN);
      const product = (centred[token * T + position] ?? NaN) + (shifts[token] ?? NaN) + (shifts[position] ?? NaN);
      // Rounding may carry a cosine beyond 1; a vector of zeros has no direction.
      const cosine = both > 0 ? Math.max(-1, Math.min(1, product / both)) : 0;
      count = insert(own, count, { position, cosine });
    }
  }
  return { neighbours, cosines };
}

/** Puts a token into its place among the first `count`, if it has one; the last falls out. @returns How many there are then. */
function insert(
  { neighbours, cosines }: Pick<VectorLayer, "neighbours" | "cosines">,
  count: number,
  { position, cosine }: { readonly position: number; readonly cosine: number },
): number {
  const most = neighbours.length;
  let at = count;
  while (at > 0 && round(cosine) > round(cosines[at - 1] ?? NaN)) at -= 1;
  if (at >= most) return count;
  const end = Math.min(count, most - 1);
  neighbours.copyWithin(at + 1, at, end);
  cosines.copyWithin(at + 1, at, end);
  neighbours[at] = position;
  cosines[at] = cosine;
  return Math.min(count + 1, most);
}

/** Products are float32: what differs by less than their rounding is equal. */
function round(cosine: number): number {
  return Math.round(cosine * 1e6);
}
