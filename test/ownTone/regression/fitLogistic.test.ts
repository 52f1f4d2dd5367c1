import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fitLogistic, predictLogistic } from "../../../src/ownTone/regression/fitLogistic";
import { minimize } from "../../../src/ownTone/regression/minimize";
import { standardize } from "../../../src/ownTone/regression/standardize";

interface Golden {
  readonly "scikit-learn": string;
  readonly cases: readonly {
    readonly classes: number;
    readonly vectors: readonly (readonly number[])[];
    readonly labels: readonly number[];
    readonly mean: readonly number[];
    readonly scale: readonly number[];
    readonly fits: readonly {
      readonly c: number;
      readonly weights: readonly (readonly number[])[];
      readonly intercepts: readonly number[];
      readonly probabilities: readonly (readonly number[])[];
    }[];
  }[];
}

const GOLDEN = JSON.parse(readFileSync("test/golden/logistic.json", "utf8")) as Golden;
/** Both solvers end a little off the minimum. */
const TOLERANCE = 1e-5;

function assertNear(found: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  assert.equal(found.length, expected.length);
  for (const [i, value] of expected.entries()) {
    assert.ok(Math.abs((found[i] ?? NaN) - value) <= tolerance, `${i}: ${found[i]}, expected ${value}`);
  }
}

describe("fitLogistic, beside scikit-learn", () => {
  for (const { classes, vectors, labels, mean, scale, fits } of GOLDEN.cases) {
    const shape = `${vectors.length} × ${mean.length}, ${classes} labels`;
    const { features, ...found } = standardize(vectors);
    const rows = { features, labels: Int32Array.from(labels), classes };

    it(`standardizes ${shape}, a feature without a deviation too`, () => {
      assertNear(found.mean, mean, 1e-12);
      assertNear(found.scale, scale, 1e-12);
    });

    for (const { c, weights, intercepts, probabilities } of fits) {
      it(`finds the same weights: ${shape}, C = ${c}`, () => {
        const fit = fitLogistic(rows, { c, tolerance: 1e-10 });
        assert.equal(fit.length, classes === 2 ? 1 : classes);
        for (const [k, row] of fit.entries()) {
          assertNear(row, [...(weights[k] ?? []), intercepts[k] ?? NaN], TOLERANCE);
        }
        for (const [row, expected] of probabilities.entries()) {
          const given = predictLogistic(fit, features[row] ?? new Float64Array());
          assertNear(given, expected, TOLERANCE);
          assert.ok(Math.abs(given.reduce((sum, each) => sum + each, 0) - 1) < 1e-12);
        }
      });

      it(`finds them from another start and among some rows alone: ${shape}, C = ${c}`, () => {
        const from = fitLogistic(rows, { c: 10 * c, tolerance: 1e-4 });
        const doubled = {
          ...rows,
          features: [...features, ...features],
          labels: Int32Array.from([...labels, ...labels]),
        };
        const among = Array.from(labels.keys());
        const fit = fitLogistic(doubled, { c, from, among, tolerance: 1e-10 });
        for (const [k, row] of fit.entries()) assertNear(row.subarray(0, -1), weights[k] ?? [], TOLERANCE);
      });
    }
  }
});

describe("minimize", () => {
  it("finds the minimum of a narrow valley, and says how far it came if it may not go on", () => {
    const objective = {
      size: 2,
      evaluate(point: Float64Array, gradient: Float64Array) {
        const [x = NaN, y = NaN] = point;
        gradient.set([2 * (x - 3), 2000 * (y + 1)]);
        return (x - 3) ** 2 + 1000 * (y + 1) ** 2;
      },
    };
    const found = minimize(objective, new Float64Array(2), { tolerance: 1e-9, mostSteps: 100 });
    assert.equal(found.isConverged, true);
    assertNear(found.point, [3, -1], 1e-9);
    const stopped = minimize(objective, new Float64Array(2), { tolerance: 1e-9, mostSteps: 1 });
    assert.deepEqual([stopped.isConverged, stopped.steps], [false, 1]);
  });
});
