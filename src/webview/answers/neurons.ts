import type { PanelToken, ToPage } from "../messages";
import { PageError } from "../pageError";

/** Queries and keys of one head. */
export type Neurons = Omit<Extract<ToPage, { readonly kind: "neurons" }>, "kind">;

/** @throws {PageError} `bad-neurons` unless there are as many finite numbers as T tokens have. */
export function checkNeurons(tokens: readonly PanelToken[], neurons: Neurons): Neurons {
  const fail = (what: string) => new PageError("bad-neurons", `queries and keys: ${what}`);
  const { size, query, key } = neurons;
  if (!Number.isInteger(size) || size < 1) throw fail(`size ${size}, expected a whole number from 1`);
  for (const [name, values] of [
    ["queries", query],
    ["keys", key],
  ] as const) {
    if (!(values instanceof Float32Array)) throw fail(`${name} are no Float32Array`);
    const expected = tokens.length * size;
    if (values.length !== expected) throw fail(`${values.length} numbers of ${name}, expected ${expected}`);
    const wrong = values.find((value) => !Number.isFinite(value));
    if (wrong !== undefined) throw fail(`${wrong} among the ${name}, expected finite numbers`);
  }
  return neurons;
}

/** D products of a query and a key, each divided by √D. Their sum is the score. */
export function multiplyPair({ size, query, key }: Neurons, from: number, to: number): Float64Array {
  const root = Math.sqrt(size);
  return Float64Array.from({ length: size }, (_, i) => {
    return ((query[from * size + i] ?? NaN) * (key[to * size + i] ?? NaN)) / root;
  });
}

/** What one token's query makes of all keys, [T] each: the scores, and the attention that the softmax makes of them. */
export interface Scores {
  readonly scores: Float64Array;
  readonly weights: Float64Array;
}

export function scoreKeys(neurons: Neurons, from: number): Scores {
  const T = neurons.key.length / neurons.size;
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const scores = Float64Array.from({ length: T }, (_, to) => sum(multiplyPair(neurons, from, to)));
  const most = scores.reduce((greatest, score) => Math.max(greatest, score), -Infinity);
  const powers = scores.map((score) => Math.exp(score - most));
  const total = sum(powers);
  return { scores, weights: powers.map((power) => power / total) };
}
