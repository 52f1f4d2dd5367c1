import { setImmediate } from "node:timers/promises";
import { innerProduct } from "./innerProduct";
import type { TextInput } from "../schemas/textParams";
import type { Model } from "../model/model";
import { readFirstWindow } from "../sequences/readFirstWindow";
import type { Neighbour, VectorLayer, VectorsResult } from "./vectorsRequest";
import { toInput } from "../sequences/sequence";
import { findPlane, turnTowards } from "./vectorPlane";

/** Neighbours told of each token. */
const MOST_NEIGHBOURS = 5;

/**
 * The vectors of a text's tokens, or of a pair's, from the embeddings to the output of the last layer: not their numbers,
 * but how they stand to each other. Over the model's limit they are those of the first window.
 */
export async function computeVectors(model: Model, request: TextInput): Promise<VectorsResult> {
  const { tokens, read } = readFirstWindow(model, request);
  const hidden = Array.from({ length: model.info.layers + 1 }, (_, layer) => layer);
  const output = await model.run({ inputs: [toInput({ tokens })], hidden });
  const layers: VectorLayer[] = [];
  for (const states of output.hidden?.[0] ?? []) {
    layers.push(placeVectors(states, tokens.length, layers.at(-1)));
    // Of a long text a layer takes a tenth of a second: others may have their turn.
    await setImmediate();
  }
  return { tokens, layers, ...(read && { read }) };
}

/** @param states - [T, H]. */
function placeVectors(states: Float32Array, T: number, before: VectorLayer | undefined): VectorLayer {
  const products = multiplyAll(states, T);
  const { points, share } = findPlane(products);
  return {
    points: before === undefined ? points : turnTowards(points, before.points),
    share,
    neighbours: findNeighbours(products),
  };
}

/** [T, T]: the inner product of each vector with each. */
function multiplyAll(states: Float32Array, T: number): readonly Float64Array[] {
  const H = states.length / T;
  const vectors = Array.from({ length: T }, (_, t) => Float64Array.from(states.subarray(t * H, (t + 1) * H)));
  const products: Float64Array[] = [];
  for (const [a, vector] of vectors.entries()) {
    // The matrix is symmetrical: what is above the diagonal is known from the rows before.
    products.push(
      Float64Array.from(vectors, (other, b) => (b < a ? (products[b]?.[a] ?? NaN) : innerProduct(vector, other))),
    );
  }
  return products;
}

/** Of each token those most alike, the most alike first, of equals the earlier. */
function findNeighbours(products: readonly Float64Array[]): readonly (readonly Neighbour[])[] {
  const lengths = products.map((row, position) => Math.sqrt(row[position] ?? NaN));
  return products.map((row, token) => {
    const found: Neighbour[] = [];
    for (const [position, length] of lengths.entries()) {
      if (position === token) continue;
      const both = length * (lengths[token] ?? NaN);
      // Rounding may carry the cosine of like vectors beyond 1; a vector of zeros has no direction.
      const cosine = both > 0 ? Math.max(-1, Math.min(1, (row[position] ?? NaN) / both)) : 0;
      let at = found.length;
      while (at > 0 && cosine > (found[at - 1]?.cosine ?? Infinity)) at -= 1;
      if (at < MOST_NEIGHBOURS) found.splice(at, 0, { position, cosine });
      if (found.length > MOST_NEIGHBOURS) found.pop();
    }
    return found;
  });
}
