import assert from "node:assert/strict";
import { clusterVectors } from "../../../src/tasks/senses/clusterVectors";

/** Distances of numbers on a line. */
const apart = (values: readonly number[]) => values.map((a) => Float64Array.from(values, (b) => Math.abs(a - b)));

const CASES = [
  { name: "one thing is one group", values: [1], groups: [0] },
  { name: "two things are not told apart", values: [1, 9], groups: [0, 0] },
  { name: "two heaps", values: [1, 1.1, 9, 9.1, 9.2], groups: [1, 1, 0, 0, 0] },
  { name: "of equal heaps that of the first thing is first", values: [9, 1, 9.1, 1.1], groups: [0, 1, 0, 1] },
  { name: "three heaps", values: [1, 1.1, 5, 5.1, 9, 9.1], groups: [0, 0, 1, 1, 2, 2] },
  { name: "equal things", values: [3, 3, 3, 3], groups: [0, 0, 0, 0] },
  { name: "as many groups as are asked for", values: [1, 1.1, 9], wanted: 3, groups: [0, 1, 2] },
  { name: "no more groups than things", values: [1, 2], wanted: 20, groups: [0, 1] },
  { name: "one group if it is asked for", values: [1, 1.1, 9, 9.1], wanted: 1, groups: [0, 0, 0, 0] },
];

describe("clusterVectors", () => {
  for (const { name, values, wanted, groups } of CASES) {
    it(name, () => {
      const found = clusterVectors(apart(values), wanted);
      assert.deepEqual(found.groups, groups);
      assert.equal(found.count, Math.max(...groups) + 1);
      assert.ok(found.silhouettes.every((value) => value >= -1 && value <= 1));
      if (found.count === 1) assert.equal(found.silhouette, 0);
    });
  }
});
