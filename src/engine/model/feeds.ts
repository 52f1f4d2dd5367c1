import type { ModelInput } from "../../tasks/model/model";
import type { Feed } from "../sessions/onnxSession";

/** What the readouts read in a run. */
export interface Reads {
  /** The positions read of each sequence, of all as many. */
  readonly positions: readonly (readonly number[])[];
  /** The graph's input that names these rows; the others stay empty. */
  readonly reads: "masked" | "pooled" | "tokens" | "nothing";
  /** Default: 1. */
  readonly top?: number | undefined;
}

/**
 * Rows of a sequence that the last layer computes for fills. ONNX Runtime multiplies a single row in another order than
 * several, and the answer of a mask would depend in its last bits on whether another one is asked about.
 */
const LEAST_ROWS = 2;

/** @param inputs - Sequences of one length, T. */
export function feedSequences(
  inputs: readonly ModelInput[],
  { positions, reads, top = 1 }: Reads,
): Readonly<Record<string, Feed>> {
  const B = inputs.length;
  const T = inputs[0]?.ids.length ?? 0;
  const asked = positions[0]?.length ?? 0;
  const R = reads === "masked" ? Math.max(LEAST_ROWS, asked) : asked;
  const all = feed(
    inputs.flatMap((_, b) => Array.from({ length: asked }, (_, r) => b * R + r)),
    [B * asked],
  );
  const none = feed([], [0]);
  return {
    ids: feed(
      join(inputs, ({ ids }) => ids),
      [B, T],
    ),
    segments: feed(
      join(inputs, ({ segments }) => segments),
      [B, T],
    ),
    rows: feed(
      positions.flatMap((own, b) => Array.from({ length: R }, (_, r) => b * T + (own[r] ?? own[0] ?? 0))),
      [B, R],
    ),
    masked: reads === "masked" ? all : none,
    pooled: reads === "pooled" ? all : none,
    tokens: reads === "tokens" ? all : none,
    top: feed([top], [1]),
    // Of slips as little as there can be: one row of each sequence, and no places.
    slipRows: feed(
      inputs.map((_, b) => b * T),
      [B, 1],
    ),
    places: none,
    pieces: none,
    piecePlaces: none,
  };
}

export function feed(values: readonly number[], shape: readonly number[]): Feed {
  return { values: new Int32Array(values), shape };
}

/** The numbers of all sequences, one after the other. */
export function join(
  inputs: readonly ModelInput[],
  select: (input: ModelInput) => readonly number[],
): readonly number[] {
  const [first, ...others] = inputs;
  if (first === undefined || others.length === 0) return first === undefined ? [] : select(first);
  return inputs.flatMap(select);
}
