import { setImmediate } from "node:timers/promises";
import { groupLayers } from "../attention/groupLayers";
import { checkWhole } from "../model/checkWhole";
import type { Model } from "../model/model";
import { readFirstWindow } from "../sequences/readFirstWindow";
import { toInput } from "../sequences/toInput";
import type { RolloutParams, RolloutResult } from "./rolloutRequest";

/** Multiplications between two turns of others: some hundredths of a second. */
const MOST_AT_ONCE = 2 ** 24;

/**
 * Attention rollout: how much of each token, after the last layer, comes from each token of the input. A layer's heads are
 * averaged; half of what a token becomes is the token itself, because of the residual connection; layers are multiplied.
 * Of a text over the model's limit, only the first window is read.
 *
 * Source: Abnar and Zuidema 2020, Quantifying Attention Flow in Transformers, section 3.
 *
 * @throws {TaskError} `bad-option` for a token that the text does not have.
 */
export async function computeRollout(model: Model, request: RolloutParams): Promise<RolloutResult> {
  const { tokens, read } = readFirstWindow(model, request);
  const T = tokens.length;
  const token = request.token === undefined ? undefined : checkWhole("token", request.token, 0, T - 1);
  const mixes = await readMixes(model, { inputs: [toInput({ tokens })], T });

  let rows = createIdentity(T);
  for (const mix of mixes) rows = await multiply(mix, rows);
  return {
    tokens,
    rollout: rows.map((row) => Array.from(row)),
    ...(token !== undefined && { flow: followDown(mixes, token).map((row) => Array.from(row)) }),
    precision: model.info.statesPrecision,
    ...(read && { read }),
  };
}

/** A square matrix, [T, T], by rows. */
type Matrix = readonly Float64Array[];

/** Of each layer, half the mean of its heads and half the identity. */
async function readMixes(
  model: Model,
  { inputs, T }: { readonly inputs: Parameters<Model["run"]>[0]["inputs"]; readonly T: number },
): Promise<readonly Matrix[]> {
  const { heads, layers } = model.info;
  const mixes: Matrix[] = [];
  for (const attention of groupLayers(layers, heads * T * T)) {
    const output = await model.run({ inputs, attention });
    for (const maps of output.attention?.[0] ?? []) {
      mixes.push(mixHeads(maps, heads, T));
      await setImmediate();
    }
  }
  return mixes;
}

/** @param maps - [N, T, T] */
function mixHeads(maps: Float32Array, heads: number, T: number): Matrix {
  return Array.from({ length: T }, (_, from) => {
    const row = new Float64Array(T);
    for (let head = 0; head < heads; head += 1) {
      const start = (head * T + from) * T;
      for (let to = 0; to < T; to += 1) row[to] = (row[to] ?? NaN) + (maps[start + to] ?? NaN);
    }
    for (let to = 0; to < T; to += 1) row[to] = (row[to] ?? NaN) / heads / 2;
    row[from] = (row[from] ?? NaN) + 0.5;
    return row;
  });
}

function createIdentity(T: number): Matrix {
  return Array.from({ length: T }, (_, row) => createUnit(T, row));
}

function createUnit(T: number, at: number): Float64Array {
  const row = new Float64Array(T);
  row[at] = 1;
  return row;
}

async function multiply(left: Matrix, right: Matrix): Promise<Matrix> {
  const T = left.length;
  const perTurn = Math.max(1, Math.floor(MOST_AT_ONCE / (T * T)));
  const product: Float64Array[] = [];
  for (const [i, row] of left.entries()) {
    // The product of all rows of a long text takes tenths of a second: let others have their turn.
    if (i > 0 && i % perTurn === 0) await setImmediate();
    product.push(mixRows(row, right));
  }
  return product;
}

/** @param shares - [T] @returns [T]: the rows of a matrix, by their shares. */
function mixRows(shares: Float64Array, rows: Matrix): Float64Array {
  const sum = new Float64Array(shares.length);
  for (const [k, row] of rows.entries()) {
    const share = shares[k] ?? NaN;
    for (let to = 0; to < sum.length; to += 1) sum[to] = (sum[to] ?? NaN) + share * (row[to] ?? NaN);
  }
  return sum;
}

/** Where a token comes from, layer by layer: L + 1 rows, that of the embeddings first. */
function followDown(mixes: readonly Matrix[], token: number): readonly Float64Array[] {
  const rows = [createUnit(mixes[0]?.length ?? 0, token)];
  for (const mix of [...mixes].reverse()) rows.unshift(mixRows(rows[0] ?? new Float64Array(), mix));
  return rows;
}
