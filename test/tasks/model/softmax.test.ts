import assert from "node:assert/strict";
import { findTop, logSumExp, softmax } from "../../../src/tasks/model/softmax";

describe("softmax", () => {
  // Witness: torch.softmax in float64, PyTorch 1.13.1.
  for (const { name, logits, temperature, expected } of [
    { name: "plain", logits: [1, 2, 3], temperature: 1, expected: [0.09003057, 0.24472847, 0.66524096] },
    { name: "huge logits do not overflow", logits: [1000, 1001], temperature: 1, expected: [0.26894142, 0.73105858] },
    {
      name: "a high temperature flattens",
      logits: [1, 2, 3],
      temperature: 2,
      expected: [0.18632372, 0.30719589, 0.50648039],
    },
    { name: "one logit is certain", logits: [-7], temperature: 1, expected: [1] },
  ]) {
    it(name, () => {
      const found = softmax(Float32Array.from(logits), temperature);
      for (const [i, value] of expected.entries()) assert.ok(Math.abs(found[i]! - value) < 1e-8, `${i}: ${found[i]}`);
    });
  }

  it("logSumExp is the logarithm of the sum, also where exp overflows", () => {
    assert.ok(Math.abs(logSumExp(Float32Array.of(1, 2, 3)) - 3.40760596) < 1e-7);
    assert.ok(Math.abs(logSumExp(Float32Array.of(1000, 1000)) - 1000.69314718) < 1e-7);
  });
});

describe("findTop", () => {
  const values = Float32Array.of(3, 9, 1, 9, 5, -2);
  for (const { name, count, allowed, expected } of [
    { name: "largest first, equal values by lower index", count: 3, allowed: undefined, expected: [1, 3, 4] },
    { name: "all when asked for more than there are", count: 99, allowed: undefined, expected: [1, 3, 4, 0, 2, 5] },
    { name: "only what is allowed", count: 2, allowed: (i: number) => i % 2 === 0, expected: [4, 0] },
  ]) {
    it(name, () => assert.deepEqual(findTop(values, count, allowed), expected));
  }

  it("agrees with a full sort on drawn values", () => {
    const drawn = Float32Array.from({ length: 5000 }, (_, i) => (Math.sin(i * 12.9898) * 43758.5453) % 1);
    const sorted = [...drawn.keys()].sort((a, b) => drawn[b]! - drawn[a]! || a - b);
    assert.deepEqual(findTop(drawn, 100), sorted.slice(0, 100));
  });
});
