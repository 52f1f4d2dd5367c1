import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { GOLDEN } from "../checkpoint/checkpointFolder";

/** Allows for two float32 computations of one sum in different orders; values here are below 10. */
export const TOLERANCE = 1e-4;

/** Every `step`-th value of `size` float32 values. */
export interface Packed {
  readonly size: number;
  readonly step: number;
  readonly base64: string;
}

export interface Answer {
  /** [T, H] for each of the stages 0..L. */
  readonly hidden: readonly Packed[];
  /** [N, T, T] for each of the layers 0..L-1. */
  readonly attention: readonly Packed[];
  /** [M, V] */
  readonly mlm: Packed;
  readonly nsp?: Packed;
  readonly classifier: Packed;
}

export interface GoldenCase extends Answer {
  readonly name: string;
  readonly ids: readonly number[];
  readonly segments: readonly number[];
  /** Positions that the MLM readout reads. */
  readonly masks: readonly number[];
}

/** A file that test/oracle/make_bert_goldens.py wrote. */
export interface Golden {
  readonly cases: readonly GoldenCase[];
  /** The short cases again, computed in one padded batch. */
  readonly padded: readonly (Answer & { readonly name: string })[];
  readonly variants: {
    readonly case: string;
    readonly answers: readonly (Answer & { readonly activation: string; readonly epsilon: number })[];
  };
}

export function readGolden(name: "tiny-bert" | "tiny-distilbert"): Golden {
  return JSON.parse(readFileSync(join(GOLDEN, `${name}.json`), "utf8")) as Golden;
}

/** Fails unless every value of the golden file is found within {@link TOLERANCE}. */
export function assertClose(found: Float32Array | undefined, { size, step, base64 }: Packed, what: string): void {
  assert.ok(found, `${what} is missing`);
  assert.equal(found.length, size, `${what}: number of values`);
  const bytes = new Uint8Array(Buffer.from(base64, "base64"));
  const expected = new Float32Array(bytes.buffer);
  assert.equal(expected.length, Math.ceil(size / step));
  const worst = expected.reduce((most, value, index) => Math.max(most, Math.abs(value - found[index * step]!)), 0);
  assert.ok(worst <= TOLERANCE, `${what}: ${worst} from PyTorch, expected at most ${TOLERANCE}`);
}

/** Joins the rows of a batch in one array. */
export function joinRows(rows: readonly Float32Array[]): Float32Array {
  return Float32Array.from(rows.flatMap((row) => [...row]));
}
