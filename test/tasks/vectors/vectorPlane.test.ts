import assert from "node:assert/strict";
import { findPlane, turnTowards, type Point } from "../../../src/tasks/vectors/vectorPlane";

const multiplyAll = (vectors: readonly (readonly number[])[]) =>
  vectors.map((a) => Float64Array.from(vectors, (b) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)));

function assertNear(found: readonly Point[], expected: readonly (readonly number[])[], tolerance = 1e-5): void {
  assert.equal(found.length, expected.length);
  for (const [i, [x, y]] of found.entries()) {
    const [u, v] = expected[i]!;
    assert.ok(Math.hypot(x - u!, y - v!) < tolerance, `point ${i} is ${x}, ${y}, expected ${u}, ${v}`);
  }
}

describe("findPlane", () => {
  const VECTORS = [
    [1, 0, 2, 0.5],
    [0, 1, 1, -1],
    [3, 1, 0, 0],
    [2, 2, 2, 2],
    [-1, 0.5, 1, 4],
    [0, -2, 1, 1],
  ];

  it("is that of numpy's singular value decomposition of the centred vectors", () => {
    const { points, share } = findPlane(multiplyAll(VECTORS));
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

  it("does not change where all vectors are moved", () => {
    const moved = VECTORS.map((vector) => vector.map((value) => value + 100));
    assertNear(findPlane(multiplyAll(moved)).points, findPlane(multiplyAll(VECTORS)).points, 1e-4);
  });

  it("holds all of what lies in a plane, at its distances", () => {
    const flat = Array.from({ length: 9 }, (_, i) => [Math.cos(i) * 3, 5, Math.sin(i * i)]);
    const { points, share } = findPlane(multiplyAll(flat));
    assert.ok(Math.abs(share - 1) < 1e-9);
    for (const [i, a] of points.entries()) {
      for (const [j, b] of points.entries()) {
        const distance = Math.hypot(...flat[i]!.map((value, k) => value - flat[j]![k]!));
        assert.ok(Math.abs(Math.hypot(a[0] - b[0], a[1] - b[1]) - distance) < 1e-6);
      }
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
    it(`of ${name} is a point`, () => {
      const { points, share } = findPlane(multiplyAll(vectors));
      assert.deepEqual([points, share], [vectors.map(() => [0, 0]), 1]);
    });
  }

  it("of two vectors, and of vectors on a line, has all on one axis", () => {
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
      const { points, share } = findPlane(multiplyAll(vectors));
      assert.ok(Math.abs(share - 1) < 1e-9);
      for (const [, y] of points) assert.ok(Math.abs(y) < 1e-6);
      assert.ok(points.at(-1)![0] > points[0]![0]);
    }
  });
});

describe("turnTowards", () => {
  const POINTS: readonly Point[] = [
    [1, 0],
    [0, 2],
    [-1, -2],
    [0.5, 1],
  ];

  it("is the orthogonal Procrustes rotation that numpy finds, a mirrored one here", () => {
    const others: readonly Point[] = [
      [0.864842, 0.644218],
      [1.288435, -1.629684],
      [-2.003278, 0.905467],
      [1.026639, -0.442733],
    ];
    assertNear(turnTowards(POINTS, others), [
      [0.780361, 0.62533],
      [1.25066, -1.560721],
      [-2.03102, 0.935391],
      [1.01551, -0.467696],
    ]);
  });

  for (const [name, others] of [
    ["where they stand", POINTS],
    ["turned by a half", POINTS.map(([x, y]): Point => [-x, -y])],
    ["turned by a quarter", POINTS.map(([x, y]): Point => [-y, x])],
    ["mirrored", POINTS.map(([x, y]): Point => [x, -y])],
  ] as const) {
    it(`comes back to points ${name}`, () => assertNear(turnTowards(POINTS, others), others, 1e-9));
  }

  it("leaves them alone where the others are all in one place", () => {
    assertNear(
      turnTowards(
        POINTS,
        POINTS.map((): Point => [0, 0]),
      ),
      POINTS,
      1e-9,
    );
  });
});
