import assert from "node:assert/strict";
import { computeWilson } from "../../../src/ownTone/report/computeWilson";
import { evaluateRows } from "../../../src/ownTone/report/evaluateRows";
import { listDoubts } from "../../../src/ownTone/report/listDoubts";

const close = (found: number, expected: number) =>
  assert.ok(Math.abs(found - expected) < 5e-5, `${found}, expected ${expected}`);

describe("computeWilson", () => {
  // By scipy 1.17.1, binomtest(hits, trials).proportion_ci(method="wilson").
  for (const [hits, trials, low, high] of [
    [8, 10, 0.4902, 0.9433],
    [0, 20, 0, 0.1611],
    [20, 20, 0.8389, 1],
    [694, 872, 0.7678, 0.8213],
    [0, 0, 0, 1],
  ] as const) {
    it(`${hits} of ${trials}`, () => {
      const [from, to] = computeWilson(hits, trials);
      close(from, low);
      close(to, high);
    });
  }
});

describe("evaluateRows", () => {
  // Rows: has, probability of "b".
  const rows = [
    ["a", 0.1],
    ["a", 0.2],
    ["a", 0.45],
    ["a", 0.7],
    ["b", 0.9],
    ["b", 0.8],
    ["b", 0.35],
  ] as const;
  const labels = ["a", "b"];
  const found = evaluateRows({
    labels,
    truth: rows.map(([label]) => labels.indexOf(label)),
    probabilities: rows.map(([, b]) => [1 - b, b]),
  });

  it("counts what is right", () => {
    assert.equal(found.accuracy, 5 / 7);
    assert.equal(found.baseline, 4 / 7);
    assert.deepEqual(found.confusion, [
      [3, 1],
      [1, 2],
    ]);
    const { a, b } = found.classes;
    assert.deepEqual([a?.rows, a?.precision, a?.recall, a?.f1], [4, 3 / 4, 3 / 4, 3 / 4]);
    assert.deepEqual([b?.rows, b?.precision, b?.recall, b?.f1], [3, 2 / 3, 2 / 3, 2 / 3]);
    close(found.logLoss, -[0.9, 0.8, 0.55, 0.3, 0.9, 0.8, 0.35].reduce((sum, own) => sum + Math.log(own), 0) / 7);
  });

  it("gives F1 the interval of the share it is made of", () => {
    // F1 of "b" is 4 / 6, of J = 2 / 4: Wilson's interval of 2 of 4 is 0.1500 to 0.8500.
    const [low = NaN, high = NaN] = found.classes["b"]?.f1Interval ?? [];
    close(low, (2 * 0.15004) / 1.15004);
    close(high, (2 * 0.84996) / 1.84996);
  });

  it("says what a rule would mark", () => {
    const at = (threshold: number) => found.classes["b"]?.thresholds.find((each) => each.threshold === threshold);
    assert.deepEqual([at(0.3)?.marked, at(0.3)?.right, at(0.3)?.recall], [5, 3, 1]);
    assert.deepEqual([at(0.8)?.marked, at(0.8)?.precision, at(0.8)?.recall], [2, 1, 2 / 3]);
  });

  it("lists the rows that are closest between labels, and those that it would call otherwise", () => {
    assert.deepEqual(
      found.leastSure.slice(0, 2).map(({ row }) => row),
      [2, 6],
    );
    assert.deepEqual(
      found.otherwise.map(({ row, label, given }) => [row, label, given]),
      [
        [3, "a", "b"],
        [6, "b", "a"],
      ],
    );
  });

  it("compares probabilities with what is right, and every row is in one part", () => {
    assert.equal(
      found.calibration.reduce((sum, { rows: count }) => sum + count, 0),
      7,
    );
    const { confidence, accuracy } = found.calibration.find(({ from }) => from === 0.6) ?? {};
    // 0.65 for "a", which is wrong.
    assert.deepEqual([confidence, accuracy], [0.65, 0]);
  });

  it("does not know the precision of a label that nothing was given", () => {
    const none = evaluateRows({
      labels,
      truth: [0, 1],
      probabilities: [
        [0.9, 0.1],
        [0.8, 0.2],
      ],
    });
    assert.deepEqual([none.classes["b"]?.precision, none.classes["b"]?.recall], [null, 0]);
    assert.deepEqual(none.classes["b"]?.precisionInterval, [0, 1]);
  });

  it("has doubts about few rows, and about what is no better than a guess", () => {
    assert.equal(listDoubts(found).length, 2);
    assert.match(listDoubts(found)[0] ?? "", /“a” has 4, “b” has 3/);
    const truth = Array.from({ length: 100 }, (_, row) => row % 2);
    const sure = evaluateRows({ labels, truth, probabilities: truth.map((b) => [1 - b, b]) });
    assert.deepEqual(listDoubts(sure), []);
  });
});
