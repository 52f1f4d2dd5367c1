import { setImmediate } from "#platform/turns";
import type { Model } from "../model/model";
import type { TextInput } from "../schemas/textParams";
import { readFirstWindow } from "../sequences/readFirstWindow";
import { toInput } from "../sequences/toInput";
import { computePlane, type Point } from "./computePlane";
import { listAlike } from "./listAlike";
import { measureVectors } from "./measureVectors";
import { turnTowards } from "./turnTowards";
import type { VectorLayer, VectorsResult } from "./vectorsRequest";

/**
 * Says how the vectors of a text's or a pair's tokens stand to each other, from the embeddings to the output of the last
 * layer. Of a text over the model's limit, only the first window is read.
 */
export async function computeVectors(model: Model, request: TextInput): Promise<VectorsResult> {
  const { tokens, read } = readFirstWindow(model, request);
  const hidden = Array.from({ length: model.info.layers + 1 }, (_, layer) => layer);
  // The model multiplies a hundred times as fast as JavaScript does.
  const output = await model.run({ inputs: [toInput({ tokens })], hidden, products: hidden });
  const layers: VectorLayer[] = [];
  let before: readonly Point[] | undefined;
  for (const [layer, states] of (output.hidden?.[0] ?? []).entries()) {
    const products = output.products?.[0]?.[layer] ?? new Float32Array();
    const measured = measureVectors(states, tokens.length);
    const { points: found, share } = computePlane(products, measured.lengths);
    const points = before === undefined ? found : turnTowards(found, before);
    before = points;
    layers.push({ points: Float64Array.from(points.flat()), share, ...listAlike(products, measured) });
    // A layer of a long text takes hundredths of a second: let others have their turn.
    await setImmediate();
  }
  return { tokens, layers, precision: model.info.statesPrecision, ...(read && { read }) };
}
