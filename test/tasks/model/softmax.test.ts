import assert from "node:assert/strict";
import { softmax } from "../../../src/tasks/model/softmax";

describe("softmax", () => {
  // Witness: torch.softmax in float64, PyTorch 1.13.1.
  for (const { name, logits, temperature, expected } of [
    { name: "agrees with PyTorch", logits: [1, 2, 3], temperature: 1, expected: [0.09003057, 0.24472847, 0.66524096] },
    {
      name: "does not overflow with huge logits",
      logits: [1000, 1001],
      temperature: 1,
      expected: [0.26894142, 0.73105858],
    },
    {
      name: "is flattened by a high temperature",
      logits: [1, 2, 3],
      temperature: 2,
      expected: [0.18632372, 0.30719589, 0.50648039],
    },
    { name: "is 1 for a single logit", logits: [-7], temperature: 1, expected: [1] },
  ]) {
    it(name, () => {
      const found = softmax(Float32Array.from(logits), temperature);
      for (const [i, value] of expected.entries()) assert.ok(Math.abs(found[i]! - value) < 1e-8, `${i}: ${found[i]}`);
    });
  }
});
