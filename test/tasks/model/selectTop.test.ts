import assert from "node:assert/strict";
import { selectTop } from "../../../src/tasks/model/selectTop";

describe("selectTop", () => {
  const values = Float32Array.of(3, 9, 1, 9, 5, -2);
  for (const { name, count, allowed, expected } of [
    { name: "lists the largest first, equal values by lower index", count: 3, allowed: undefined, expected: [1, 3, 4] },
    {
      name: "lists all values if asked for more than there are",
      count: 99,
      allowed: undefined,
      expected: [1, 3, 4, 0, 2, 5],
    },
    { name: "lists only what is allowed", count: 2, allowed: (i: number) => i % 2 === 0, expected: [4, 0] },
  ]) {
    it(name, () => assert.deepEqual(selectTop(values, count, allowed), expected));
  }

  it("agrees with a full sort of random values", () => {
    const drawn = Float32Array.from({ length: 5000 }, (_, i) => (Math.sin(i * 12.9898) * 43758.5453) % 1);
    const sorted = [...drawn.keys()].sort((a, b) => drawn[b]! - drawn[a]! || a - b);
    assert.deepEqual(selectTop(drawn, 100), sorted.slice(0, 100));
  });
});
