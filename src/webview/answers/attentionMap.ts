import type { PanelToken } from "../messages";
import { PageError } from "../pageError";
import { isWeight } from "./isWeight";

/** The attention of one head over the tokens shown. */
export interface AttentionMap {
  /** T tokens, in order of position. */
  readonly tokens: readonly PanelToken[];
  /** Float32 [T, T], row-major; a row attends to its columns. */
  readonly weights: Float32Array;
}

/** "from" is what a token looks at, its row; "to" is what looks at it, its column. */
export type Direction = "from" | "to";

/** A token, and which side of its attention is meant. */
export interface Focus {
  readonly position: number;
  readonly direction: Direction;
}

/** @throws {PageError} `bad-attention` unless `rows` is T rows of T numbers, each 0..1. */
export function readAttentionMap(tokens: readonly PanelToken[], rows: readonly (readonly number[])[]): AttentionMap {
  const T = tokens.length;
  if (rows.length !== T) throw new PageError("bad-attention", `attention: ${rows.length} rows, expected ${T}`);
  const weights = new Float32Array(T * T);
  for (const [from, row] of rows.entries()) {
    if (row.length !== T) {
      throw new PageError("bad-attention", `attention row ${from}: ${row.length} weights, expected ${T}`);
    }
    for (const [to, weight] of row.entries()) {
      if (!isWeight(weight)) {
        throw new PageError("bad-attention", `attention row ${from}, column ${to}: ${weight}, expected 0 to 1`);
      }
      weights[from * T + to] = Math.min(1, weight);
    }
  }
  return { tokens, weights };
}

/** @returns T weights: a copy of one row or one column. */
export function readWeights({ tokens, weights }: AttentionMap, { position, direction }: Focus): Float32Array {
  const T = tokens.length;
  if (direction === "from") return weights.slice(position * T, (position + 1) * T);
  return Float32Array.from({ length: T }, (_, from) => weights[from * T + position] ?? NaN);
}
