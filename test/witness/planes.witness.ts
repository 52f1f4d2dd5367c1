import assert from "node:assert/strict";
import type { EngineClient } from "../../src/engine/client/engineClient";
import type { VectorsResult } from "../../src/tasks/vectors/vectorsRequest";
import { ANSWERS } from "./answers";
import { assertWithin, TOLERANCE } from "./assertWithin";
import { openEngine } from "./openEngine";

const { cases, readTensor, shares } = ANSWERS;

/** A plane tilts the more easily the nearer a third axis comes to holding as much as its second. */
const WIDE_GAP = 0.1;

/** The distance of every two points: a plane may be turned and mirrored freely. */
function measureDistances(points: readonly (readonly [number, number])[]): readonly number[] {
  return points.flatMap(([x, y]) => points.map(([otherX, otherY]) => Math.hypot(x - otherX, y - otherY)));
}

function listPoints(values: Float32Array | Float64Array): readonly (readonly [number, number])[] {
  return Array.from({ length: values.length / 2 }, (_, t) => [values[2 * t]!, values[2 * t + 1]!] as const);
}

describe("vectors of tokens, as the panel draws them", () => {
  let engine: EngineClient;
  before(() => {
    engine = openEngine();
  });
  after(() => engine.dispose());

  for (const index of new Set(shares.map((share) => share.case))) {
    const { name, text, pair } = cases[index]!;

    it(`lie where scikit-learn's PCA puts them, and have its cosines: ${name}`, async () => {
      const params = { model: ANSWERS.published, text, specials: "reference" } as const;
      const result: VectorsResult = await engine.request("vectors", { ...params, ...(pair !== null && { pair }) });
      for (const [layer, { points, share, neighbours, cosines: all }] of result.layers.entries()) {
        const what = `${name}, layer ${layer}`;
        const expected = shares.find((each) => each.case === index && each.layer === layer)!;
        assertWithin([share], [expected.share], { kind: "share of a plane", what });
        const drawn = measureDistances(listPoints(readTensor(`plane/${index}/${layer}`)));
        const tolerance = TOLERANCE * Math.max(1, WIDE_GAP / expected.gap);
        assertWithin(measureDistances(listPoints(points)), drawn, { kind: "distances in a plane", what, tolerance });
        const cosines = readTensor(`cosine/${index}/${layer}`);
        const T = points.length / 2;
        const count = neighbours.length / T;
        for (let token = 0; token < T; token += 1) {
          const listed = [...neighbours.subarray(token * count, (token + 1) * count)];
          const own = cosines.subarray(token * T, (token + 1) * T);
          const found = [...all.subarray(token * count, (token + 1) * count)];
          assertWithin(
            found,
            listed.map((position) => own[position]!),
            { kind: "cosines", what },
          );
          // Whoever is not listed is less alike than the last who is.
          const others = own.filter((_, other) => other !== token && !listed.includes(other));
          assert.ok(Math.max(...others) <= found.at(-1)! + TOLERANCE, `${what}: a nearer neighbour of token ${token}`);
        }
      }
    });
  }
});
