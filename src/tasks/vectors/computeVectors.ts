import { setImmediate } from "node:timers/promises";
import type { Model } from "../model/model";
import type { TextInput } from "../schemas/textParams";
import { readFirstWindow } from "../sequences/readFirstWindow";
import { toInput } from "../sequences/toInput";
import { computePlane } from "./computePlane";
import { innerProduct } from "./innerProduct";
import { turnTowards } from "./turnTowards";
import type { Neighbour, VectorLayer, VectorsResult } from "./vectorsRequest";

/** Neighbours listed for each token. */
const MOST_NEIGHBOURS = 5;

/**
 * Says how the vectors of a text's or a pair's tokens stand to each other, from the embeddings to the output of the last
 * layer. Of a text over the model's limit, only the first window is read.
 */
export async function computeVectors(model: Model, request: TextInput): Promise<VectorsResult> {
  const { tokens, read } = readFirstWindow(model, request);
  const hidden = Array.from({ length: model.info.layers + 1 }, (_, layer) => layer);
  const output = await model.run({ inputs: [toInput({ tokens })], hidden });
  const layers: VectorLayer[] = [];
  for (const states of output.hidden?.[0] ?? []) {
    layers.push(placeVectors(states, tokens.length, layers.at(-1)));
    // A layer of a long text takes a tenth of a second: let others have their turn.
    await setImmediate();
  }
  return { tokens, layers, precision: model.info.statesPrecision, ...(read && { read }) };
}

/** @param states - [T, H]. */
function placeVectors(states: Float32Array, T: number, before: VectorLayer | undefined): VectorLayer {
  const products = multiplyAll(states, T);
  const { points, share } = computePlane(products);
  return {
    points: before === undefined ? points : turnTowards(points, before.points),
    share,
    neighbours: listNeighbours(products),
  };
}

/** [T, T]: the inner product of each vector with every other. */
function multiplyAll(states: Float32Array, T: number): readonly Float64Array[] {
  const H = states.length / T;
  const vectors = Array.from({ length: T }, (_, t) => Float64Array.from(states.subarray(t * H, (t + 1) * H)));
  const products: Float64Array[] = [];
  for (const [a, vector] of vectors.entries()) {
    // The matrix is symmetrical: what is left of the diagonal is known from the rows above.
    products.push(
      Float64Array.from(vectors, (other, b) => (b < a ? (products[b]?.[a] ?? NaN) : innerProduct(vector, other))),
    );
  }
  return products;
}

/** The tokens most like each token, the most alike first; equals by position. */
function listNeighbours(products: readonly Float64Array[]): readonly (readonly Neighbour[])[] {
  const lengths = products.map((row, position) => Math.sqrt(row[position] ?? NaN));
  return products.map((row, token) => {
    const found: Neighbour[] = [];
    for (const [position, length] of lengths.entries()) {
      if (position === token) continue;
      const both = length * (lengths[token] ?? NaN);
      // Rounding may carry a cosine beyond 1; a vector of zeros has no direction.
      const cosine = both > 0 ? Math.max(-1, Math.min(1, (row[position] ?? NaN) / both)) : 0;
      let at = found.length;
      while (at > 0 && cosine > (found[at - 1]?.cosine ?? Infinity)) at -= 1;
      if (at < MOST_NEIGHBOURS) found.splice(at, 0, { position, cosine });
      if (found.length > MOST_NEIGHBOURS) found.pop();
    }
    return found;
  });
}
