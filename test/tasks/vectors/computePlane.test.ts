import assert from "node:assert/strict";
import { computePlane } from "../../../src/tasks/vectors/computePlane";
import { assertNear } from "./assertNear";

/** The plane of vectors, by their inner products. */
function place(vectors: readonly (readonly number[])[]) {
  const multiply = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  const products = Float64Array.from(vectors.flatMap((a) => vectors.map((b) => multiply(a, b))));
  return computePlane(
    products,
    Float64Array.from(vectors, (vector) => Math.sqrt(multiply(vector, vector))),
  );
}

describe("computePlane", () => {
  const VECTORS = [
    [1, 0, 2, 0.5],
    [0, 1, 1, -1],
    [3, 1, 0, 0],
    [2, 2, 2, 2],
    [-1, 0.5, 1, 4],
    [0, -2, 1, 1],
  ];

  it("finds the plane that numpy finds by singular value decomposition of the centred vectors", () => {
    const { points, share } = place(VECTORS);
    assertNear(points, [
      [-0.372609, 0.471029],
      [-1.254249, 1.056901],
      [-2.35295, -0.639672],
      [-0.290089, -2.206735],
      [3.282856, -0.847424],
      [0.987041, 2.1659],
    ]);
    assert.ok(Math.abs(share - 0.816917) < 1e-5, String(share));
  });

  it("does not change if all vectors are moved", () => {
    const moved = VECTORS.map((vector) => vector.map((value) => value + 100));
    assertNear(place(moved).points, place(VECTORS).points, 1e-4);
  });

  it("grows as the vectors do", () => {
    const { points } = place(VECTORS.map((vector) => vector.map((value) => value * 1e9)));
    const shrunk = points.map(([x, y]) => [x / 1e9, y / 1e9]);
    assertNear(place(VECTORS).points, shrunk);
  });

  it("keeps all distances of points that lie in a plane", () => {
    const flat = Array.from({ length: 9 }, (_, i) => [Math.cos(i) * 3, 5, Math.sin(i * i)]);
    const { points, share } = place(flat);
    assert.ok(Math.abs(share - 1) < 1e-9);
    for (const [i, a] of points.entries()) {
      for (const [j, b] of points.entries()) {
        const distance = Math.hypot(...flat[i]!.map((value, k) => value - flat[j]![k]!));
        assert.ok(Math.abs(Math.hypot(a[0] - b[0], a[1] - b[1]) - distance) < 1e-6);
      }
    }
  });

  it("tells axes apart that hold nearly the same share", () => {
    // Two points on each axis of space, one on either side, and the least axis a thousandth shorter than the next.
    const lengths = [1.001, 1, 0.999, ...Array.from({ length: 30 }, (_, i) => 0.99 - i / 100)];
    const vectors = lengths.flatMap((length, axis) =>
      [length, -length].map((value) => lengths.map((_, i) => (i === axis ? value : 0))),
    );
    const { points, share } = place(vectors);
    const total = lengths.reduce((sum, length) => sum + length ** 2, 0);
    assert.ok(Math.abs(share - (1.001 ** 2 + 1) / total) < 1e-9, String(share));
    // Later vectors stand to the right and below.
    const expected = vectors.map(
      (_, at) =>
        [
          [-1.001, 0],
          [1.001, 0],
          [0, -1],
          [0, 1],
        ][at] ?? [0, 0],
    );
    assertNear(points, expected, 1e-6);
  });

  it("keeps all distances of three vectors, whose axes hold nearly the same share", () => {
    const three = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1.001],
    ];
    const { points } = place(three);
    for (const [i, j] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      const distance = Math.hypot(...three[i]!.map((value, k) => value - three[j]![k]!));
      const found = Math.hypot(points[i]![0] - points[j]![0], points[i]![1] - points[j]![1]);
      assert.ok(Math.abs(found - distance) < 1e-6, `${i} and ${j}: ${found}, expected ${distance}`);
    }
  });

  for (const { name, vectors } of [
    { name: "one vector", vectors: [[1, 2]] },
    { name: "no vector", vectors: [] },
    {
      name: "equal vectors",
      vectors: [
        [0.1, 0.7],
        [0.1, 0.7],
        [0.1, 0.7],
      ],
    },
    {
      name: "zeros",
      vectors: [
        [0, 0],
        [0, 0],
      ],
    },
  ]) {
    it(`puts ${name} in one place`, () => {
      const { points, share } = place(vectors);
      assert.deepEqual([points, share], [vectors.map(() => [0, 0]), 1]);
    });
  }

  it("puts two vectors, and vectors on a line, on one axis", () => {
    for (const vectors of [
      [
        [1, 0],
        [0, 1],
      ],
      [
        [0, 0],
        [1, 1],
        [2, 2],
        [5, 5],
      ],
    ]) {
      const { points, share } = place(vectors);
      assert.ok(Math.abs(share - 1) < 1e-9);
      for (const [, y] of points) assert.ok(Math.abs(y) < 1e-6);
      assert.ok(points.at(-1)![0] > points[0]![0]);
    }
  });
});
