import { setImmediate } from "node:timers/promises";
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
  const layers: (readonly HeadSketch[])[] = [];
  for (const attention of groupLayers(model.info.layers, heads * T * T)) {
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
function drawSketch(map: Float32Array, T: number): number[][] {
  const S = Math.min(T, SKETCH_SIDE);
  const cells = Array.from({ length: S }, () => new Array<number>(S).fill(0));
  const blockOf = Array.from({ length: T }, (_, t) => Math.floor((t * S) / T));
  const rowsOf = new Array<number>(S).fill(0);
  for (const [from, row] of blockOf.entries()) {
    rowsOf[row] = (rowsOf[row] ?? 0) + 1;
    const sums = cells[row] ?? [];
    for (const [to, column] of blockOf.entries()) sums[column] = (sums[column] ?? 0) + (map[from * T + to] ?? NaN);
  }
  return cells.map((sums, row) => sums.map((sum) => Math.round((1000 * sum) / (rowsOf[row] ?? NaN)) / 1000));
}
