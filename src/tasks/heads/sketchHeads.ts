import { setImmediate } from "node:timers/promises";
import { measureShares } from "../attention/headShares";
import type { TextInput } from "../schemas/textParams";
import type { Model } from "../model/model";
import { readMap } from "../attention/computeAttention";
import { readFirstWindow } from "../sequences/readFirstWindow";
import type { HeadSketch, HeadsResult } from "./headsRequest";
import { toInput } from "../sequences/sequence";

/** Rows and columns of a sketch, at most. */
export const SKETCH_SIDE = 32;
/** Numbers of attention held at once: 64 MB. Of 512 tokens the maps of a BERT-large have six times as many. */
const MOST_NUMBERS = 16 * 2 ** 20;

/**
 * All heads of all layers over a text or pair: where the attention of each goes, and a small picture of it. Over the
 * model's limit they are those of the first window.
 */
export async function sketchHeads(model: Model, request: TextInput): Promise<HeadsResult> {
  const { heads } = model.info;
  const { tokens, read } = readFirstWindow(model, request);
  const T = tokens.length;
  const layers: (readonly HeadSketch[])[] = [];
  for (const attention of groupLayers(model.info.layers, heads * T * T)) {
    const output = await model.run({ inputs: [toInput({ tokens })], attention });
    for (const maps of output.attention?.[0] ?? []) {
      const weights = Array.from({ length: heads }, (_, head) => readMap(maps, head, T));
      layers.push(weights.map((map) => ({ shares: measureShares(tokens, map), sketch: drawSketch(map, T) })));
      // Of a long text a layer takes some hundredths of a second: others may have their turn.
      await setImmediate();
    }
  }
  return { tokens, layers, ...(read && { read }) };
}

/** As few groups as the numbers of a layer allow: each group runs the layers below it again. */
function groupLayers(layers: number, numbers: number): readonly (readonly number[])[] {
  const size = Math.max(1, Math.floor(MOST_NUMBERS / numbers));
  return Array.from({ length: Math.ceil(layers / size) }, (_, group) =>
    Array.from({ length: Math.min(size, layers - group * size) }, (_, i) => group * size + i),
  );
}

/**
 * [S, S], S the lesser of T and {@link SKETCH_SIDE}: tokens side by side are one row and one column where there are more.
 * A weight is what a token of the row attends to all tokens of the column, on average; rounded to a thousandth.
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
