import type { PanelToken, PanelVectorLayer } from "../messages";
import { PageError } from "../pageError";

/** Rounding may carry a share or a cosine slightly beyond 1. */
const MOST = 1 + 1e-6;

/** @throws {PageError} `bad-vectors` unless each layer has a point and neighbours for each of T tokens, all in range. */
export function readVectorLayers(
  tokens: readonly PanelToken[],
  layers: readonly PanelVectorLayer[],
): readonly PanelVectorLayer[] {
  const T = tokens.length;
  if (layers.length === 0) throw new PageError("bad-vectors", "vectors: no layer, expected at least one");
  for (const [index, { points, neighbours, share }] of layers.entries()) {
    const fail = (what: string) => new PageError("bad-vectors", `vectors, layer ${index}: ${what}`);
    for (const [name, list] of [
      ["points", points],
      ["lists of neighbours", neighbours],
    ] as const) {
      if (list.length !== T) throw fail(`${list.length} ${name}, expected ${T}`);
    }
    if (!(share >= 0 && share <= MOST)) throw fail(`share ${share}, expected 0 to 1`);
    const wrong = points.flat().find((value) => !Number.isFinite(value));
    if (wrong !== undefined) throw fail(`coordinate ${wrong}, expected a finite number`);
    for (const { position, cosine } of neighbours.flat()) {
      if (tokens[position] === undefined) throw fail(`neighbour at ${position}, expected 0 to ${T - 1}`);
      if (!(Math.abs(cosine) <= MOST)) throw fail(`cosine ${cosine}, expected -1 to 1`);
    }
  }
  return layers;
}

/** T weights, 0..1: the cosine of each neighbour of one token, 1 for the token itself, 0 for all others. */
export function readLikeness({ points, neighbours }: PanelVectorLayer, position: number): Float32Array {
  const weights = new Float32Array(points.length);
  for (const { position: other, cosine } of neighbours[position] ?? []) weights[other] = Math.max(0, cosine);
  weights[position] = 1;
  return weights;
}
