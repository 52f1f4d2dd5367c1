import type { PanelToken } from "../messages";
import { PageError } from "../pageError";
import { isWeight } from "./isWeight";

/** Attention over the tokens shown: of one head, or the mean of several. */
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

/**
 * @param weights - [T, T]; kept, and what rounding carried beyond 1 is set to 1 in it.
 * @throws {PageError} `bad-attention` unless these are T·T numbers of 0..1.
 */
export function readAttentionMap(tokens: readonly PanelToken[], weights: Float32Array): AttentionMap {
  const T = tokens.length;
  if (!(weights instanceof Float32Array)) throw new PageError("bad-attention", "attention: no Float32Array");
  if (weights.length !== T * T) {
    throw new PageError("bad-attention", `attention: ${weights.length} weights, expected ${T} × ${T}`);
  }
  // Plain steps: 512 tokens have a quarter of a million weights.
  for (let i = 0; i < weights.length; i += 1) {
    const weight = weights[i] ?? NaN;
    if (!isWeight(weight)) {
      const place = `attention row ${Math.floor(i / T)}, column ${i % T}`;
      throw new PageError("bad-attention", `${place}: ${weight}, expected 0 to 1`);
    }
    if (weight > 1) weights[i] = 1;
  }
  return { tokens, weights };
}

/** @returns T weights: a copy of one row or one column. */
export function readWeights({ tokens, weights }: AttentionMap, { position, direction }: Focus): Float32Array {
  const T = tokens.length;
  if (direction === "from") return weights.slice(position * T, (position + 1) * T);
  return Float32Array.from({ length: T }, (_, from) => weights[from * T + position] ?? NaN);
}
