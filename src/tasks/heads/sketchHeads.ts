import { setImmediate } from "#platform/turns";
import { groupLayers } from "../attention/groupLayers";
import { measureShares } from "../attention/measureShares";
import { selectHeadMap } from "../attention/selectHeadMap";
import type { Model } from "../model/model";
import type { TextInput } from "../schemas/textParams";
import { readFirstWindow } from "../sequences/readFirstWindow";
import { toInput } from "../sequences/toInput";
import type { HeadSketch, HeadsResult } from "./headsRequest";

/** Most rows and columns of a sketch. */
export const SKETCH_SIDE = 32;

/**
 * Says for all heads of all layers where their attention goes over a text or pair, and draws a small picture of each. Of
 * a text over the model's limit, only the first window is read.
 */
export async function sketchHeads(model: Model, request: TextInput): Promise<HeadsResult> {
  const { heads } = model.info;
  const { tokens, read } = readFirstWindow(model, request);
  const T = tokens.length;
  const all = Array.from({ length: model.info.layers }, (_, layer) => layer);
  const layers: (readonly HeadSketch[])[] = [];
  for (const attention of groupLayers(all, heads * T * T)) {
    const output = await model.run({ inputs: [toInput({ tokens })], attention });
    for (const maps of output.attention?.[0] ?? []) {
      const weights = Array.from({ length: heads }, (_, head) => selectHeadMap(maps, head, T));
      layers.push(weights.map((map) => ({ shares: measureShares(tokens, map), sketch: drawSketch(map, T) })));
      // A layer of a long text takes some hundredths of a second: let others have their turn.
      await setImmediate();
    }
  }
  return { tokens, layers, precision: model.info.statesPrecision, ...(read && { read }) };
}

/**
 * [S, S], where S is the lesser of T and {@link SKETCH_SIDE}: with more tokens, neighbours share a row and a column.
 * A weight is how much a token of the row attends to all tokens of the column, on average, rounded to a thousandth.
 */
function drawSketch(map: Float32Array, T: number): Float32Array {
  const S = Math.min(T, SKETCH_SIDE);
  const sums = new Float64Array(S * S);
  const blockOf = Int32Array.from({ length: T }, (_, t) => Math.floor((t * S) / T));
  const rowsOf = new Int32Array(S);
  for (const row of blockOf) rowsOf[row] = (rowsOf[row] ?? 0) + 1;
  for (let from = 0; from < T; from += 1) {
    const row = (blockOf[from] ?? 0) * S;
    for (let to = 0; to < T; to += 1) {
      const cell = row + (blockOf[to] ?? 0);
      sums[cell] = (sums[cell] ?? NaN) + (map[from * T + to] ?? NaN);
    }
  }
  return Float32Array.from(
    sums,
    (sum, cell) => Math.round((1000 * sum) / (rowsOf[Math.floor(cell / S)] ?? NaN)) / 1000,
  );
}
