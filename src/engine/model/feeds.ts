import type { ModelInput } from "../../tasks/model/model";
import type { Feed } from "../sessions/onnxSession";

/** What the readouts read in a run. */
export interface Reads {
  /** The position read of each sequence. */
  readonly positions: readonly number[];
  /** The graph's input that names these rows; the others stay empty. */
  readonly reads: "masked" | "pooled" | "nothing";
  /** Default: 1. */
  readonly top?: number | undefined;
}

/** @param inputs - Sequences of one length, T. */
export function feedSequences(
  inputs: readonly ModelInput[],
  { positions, reads, top = 1 }: Reads,
): Readonly<Record<string, Feed>> {
  const B = inputs.length;
  const T = inputs[0]?.ids.length ?? 0;
  const rows = inputs.map((_, b) => b);
  const [all, none] = [feed(rows, [B]), feed([], [0])];
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
      positions.map((position, b) => b * T + position),
      [B, 1],
    ),
    masked: reads === "masked" ? all : none,
    pooled: reads === "pooled" ? all : none,
    top: feed([top], [1]),
    // Of slips as little as there can be: one row of each sequence, and no places.
    slipRows: feed(
      rows.map((b) => b * T),
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

function join(inputs: readonly ModelInput[], select: (input: ModelInput) => readonly number[]): readonly number[] {
  const [first, ...others] = inputs;
  if (first === undefined || others.length === 0) return first === undefined ? [] : select(first);
  return inputs.flatMap(select);
}
