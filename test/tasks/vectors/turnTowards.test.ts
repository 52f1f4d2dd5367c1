import type { Point } from "../../../src/tasks/vectors/computePlane";
import { turnTowards } from "../../../src/tasks/vectors/turnTowards";
import { assertNear } from "./assertNear";

describe("turnTowards", () => {
  const POINTS: readonly Point[] = [
    [1, 0],
    [0, 2],
    [-1, -2],
    [0.5, 1],
  ];

  it("turns as the orthogonal Procrustes rotation of numpy does, here with a reflection", () => {
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
    it(`finds back to points ${name}`, () => assertNear(turnTowards(POINTS, others), others, 1e-9));
  }

  it("leaves points alone if the others are all in one place", () => {
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
