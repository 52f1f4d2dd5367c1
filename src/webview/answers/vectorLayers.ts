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
  for (const [index, { points, neighbours, cosines, share }] of layers.entries()) {
    const fail = (what: string) => new PageError("bad-vectors", `vectors, layer ${index}: ${what}`);
    if (!(points instanceof Float64Array && neighbours instanceof Int32Array && cosines instanceof Float64Array))
      throw fail("no typed arrays");
    if (points.length !== 2 * T) throw fail(`${points.length} coordinates, expected ${2 * T}`);
    if (neighbours.length % T !== 0 || cosines.length !== neighbours.length)
      throw fail(`${neighbours.length} neighbours and ${cosines.length} cosines, expected as many for each of ${T}`);
    if (!(share >= 0 && share <= MOST)) throw fail(`share ${share}, expected 0 to 1`);
    const wrong = points.find((value) => !Number.isFinite(value));
    if (wrong !== undefined) throw fail(`coordinate ${wrong}, expected a finite number`);
    const lost = neighbours.find((position) => tokens[position] === undefined);
    if (lost !== undefined) throw fail(`neighbour at ${lost}, expected 0 to ${T - 1}`);
    const odd = cosines.find((cosine) => !(Math.abs(cosine) <= MOST));
    if (odd !== undefined) throw fail(`cosine ${odd}, expected -1 to 1`);
  }
  return layers;
}

/** A token, and how similar its vector is to another's, -1..1. */
export interface Neighbour {
  readonly position: number;
  readonly cosine: number;
}

/** The tokens with the most similar vectors to one token's, most similar first. */
export function listNeighbours(
  { points, neighbours, cosines }: PanelVectorLayer,
  position: number,
): readonly Neighbour[] {
  const count = (2 * neighbours.length) / points.length;
  const start = position * count;
  return Array.from(neighbours.subarray(start, start + count), (other, i) => ({
    position: other,
    cosine: cosines[start + i] ?? NaN,
  }));
}

/** T weights, 0..1: the cosine of each neighbour of one token, 1 for the token itself, 0 for all others. */
export function readLikeness(layer: PanelVectorLayer, position: number): Float32Array {
  const weights = new Float32Array(layer.points.length / 2);
  for (const { position: other, cosine } of listNeighbours(layer, position)) weights[other] = Math.max(0, cosine);
  weights[position] = 1;
  return weights;
}
