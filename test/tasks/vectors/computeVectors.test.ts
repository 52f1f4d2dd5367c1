import assert from "node:assert/strict";
import { computeVectors } from "../../../src/tasks/vectors/computeVectors";
import type { VectorLayer } from "../../../src/tasks/vectors/vectorsRequest";
import { createFakeModel } from "../fakeModel";

/** Angles of the words in degrees; specials point up. Each layer turns "a" by 10 degrees times its place. */
const ANGLES: Readonly<Record<string, number>> = { a: 0, b: 30, c: 180 };
const model = createFakeModel({
  words: ["a", "b", "c"],
  maxTokens: 10,
  hidden: (pieces, layer) =>
    pieces.flatMap((piece, position) => {
      const angle = (((ANGLES[piece] ?? 90) + (piece === "a" ? layer * 10 * position : 0)) * Math.PI) / 180;
      return [2 * Math.cos(angle), 2 * Math.sin(angle)];
    }),
});

/** Of each token, the tokens most like it. */
function listNeighbours({ points, neighbours, cosines }: VectorLayer) {
  const T = points.length / 2;
  const count = neighbours.length / T;
  return Array.from({ length: T }, (_, token) =>
    Array.from({ length: count }, (_, i) => ({
      position: neighbours[token * count + i]!,
      cosine: cosines[token * count + i]!,
    })),
  );
}

describe("computeVectors", () => {
  it("answers for every layer, from the embeddings on, and lists the tokens", async () => {
    const { tokens, layers, read } = await computeVectors(model, { text: "a b c" });
    assert.deepEqual(
      tokens.map(({ text }) => text),
      ["[CLS]", "a", "b", "c", "[SEP]"],
    );
    assert.deepEqual(model.requests.at(-1)!.hidden, [0, 1, 2, 3, 4]);
    assert.equal(layers.length, 5);
    for (const { points, neighbours, cosines } of layers)
      assert.deepEqual([points.length, neighbours.length, cosines.length], [10, 20, 20]);
    assert.equal(read, undefined);
  });

  it("lists the tokens most alike by the cosine of their angle, equals in the order of the text", async () => {
    const { layers } = await computeVectors(model, { text: "a b c" });
    const told = listNeighbours(layers[0]!).map((all) =>
      all.map(({ position, cosine }) => `${position} ${cosine.toFixed(3).replace("-0.000", "0.000")}`),
    );
    assert.deepEqual(told[1], ["2 0.866", "0 0.000", "4 0.000", "3 -1.000"]);
    assert.deepEqual(told[0], ["4 1.000", "2 0.500", "1 0.000", "3 0.000"]);
    const turned = listNeighbours(layers[3]!)[1]![0]!;
    assert.deepEqual([turned.position, turned.cosine.toFixed(3)], [2, "1.000"]);
  });

  it("lists at most five tokens, never the token itself", async () => {
    const { layers } = await computeVectors(model, { text: "a b c a b c a" });
    for (const [position, all] of listNeighbours(layers[0]!).entries()) {
      assert.equal(all.length, 5);
      assert.ok(all.every((neighbour) => neighbour.position !== position));
    }
  });

  it("keeps points where they are while nothing changes from layer to layer", async () => {
    const { layers } = await computeVectors(model, { text: "b c" });
    for (const { points, share } of layers) {
      assert.ok(Math.abs(share - 1) < 1e-9);
      for (const [i, value] of points.entries()) assert.ok(Math.abs(value - layers[0]!.points[i]!) < 1e-6);
    }
  });

  it("reads a pair, and the start of a text over the limit, and says so", async () => {
    const pair = await computeVectors(model, { text: "a", pair: "b c" });
    assert.deepEqual(
      pair.tokens.map(({ segment }) => segment),
      [0, 0, 0, 1, 1, 1],
    );
    const long = await computeVectors(model, { text: "a ".repeat(50) });
    assert.deepEqual([long.tokens.length, long.read?.span], [10, { start: 0, end: 15 }]);
  });

  it("gives numbers even for a vector without length", async () => {
    const zero = createFakeModel({ words: ["a"], hidden: (pieces) => pieces.flatMap(() => [0, 0]) });
    const { layers } = await computeVectors(zero, { text: "a" });
    for (const { points, cosines } of layers) {
      assert.ok(points.every(Number.isFinite));
      assert.ok(cosines.every((cosine) => cosine === 0));
    }
  });
});
