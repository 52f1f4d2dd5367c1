import { setImmediate } from "#platform/turns";
import type { Token } from "../../tokenizer/encoding";
import { groupLayers } from "../attention/groupLayers";
import type { Model } from "../model/model";
import { toInput } from "../sequences/toInput";
import type { Matrix } from "./matrix";

/**
 * Of each layer, half the mean of its heads and half the identity.
 *
 * @param leftOut - Positions of which no token is made: in each row, the attention to the others is scaled up to 1. Such a
 *   token itself is made of the others alone. Empty for the rollout as it was published.
 */
export async function readMixes(
  model: Model,
  tokens: readonly Token[],
  leftOut: ReadonlySet<number>,
): Promise<readonly Matrix[]> {
  const { heads, layers } = model.info;
  const T = tokens.length;
  const all = Array.from({ length: layers }, (_, layer) => layer);
  const mixes: Matrix[] = [];
  for (const attention of groupLayers(all, heads * T * T)) {
    const output = await model.run({ inputs: [toInput({ tokens })], attention });
    for (const maps of output.attention?.[0] ?? []) {
      mixes.push(mixHeads(maps, { heads, T, leftOut }));
      await setImmediate();
    }
  }
  return mixes;
}

interface Heads {
  readonly heads: number;
  readonly T: number;
  readonly leftOut: ReadonlySet<number>;
}

/** @param maps - [N, T, T] */
function mixHeads(maps: Float32Array, { heads, T, leftOut }: Heads): Matrix {
  return Array.from({ length: T }, (_, from) => {
    const row = new Float64Array(T);
    for (let head = 0; head < heads; head += 1) {
      const start = (head * T + from) * T;
      for (let to = 0; to < T; to += 1) row[to] = (row[to] ?? NaN) + (maps[start + to] ?? NaN);
    }
    for (let to = 0; to < T; to += 1) row[to] = (row[to] ?? NaN) / heads;
    if (leftOut.size > 0) leaveOut(row, leftOut);
    if (leftOut.has(from)) return row;
    for (let to = 0; to < T; to += 1) row[to] = (row[to] ?? NaN) / 2;
    row[from] = (row[from] ?? NaN) + 0.5;
    return row;
  });
}

/** Scales what is left up to 1, in place; evenly, if the whole attention went to what is left out. */
function leaveOut(row: Float64Array, leftOut: ReadonlySet<number>): void {
  for (const to of leftOut) row[to] = 0;
  const left = row.reduce((sum, share) => sum + share, 0);
  const evenly = 1 / (row.length - leftOut.size);
  for (let to = 0; to < row.length; to += 1) {
    if (!leftOut.has(to)) row[to] = left > 0 ? (row[to] ?? NaN) / left : evenly;
  }
}
