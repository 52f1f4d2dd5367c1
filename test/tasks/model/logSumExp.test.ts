import assert from "node:assert/strict";
import { logSumExp } from "../../../src/tasks/model/logSumExp";

describe("logSumExp", () => {
  it("is the logarithm of the sum, even where exp overflows", () => {
    assert.ok(Math.abs(logSumExp(Float32Array.of(1, 2, 3)) - 3.40760596) < 1e-7);
    assert.ok(Math.abs(logSumExp(Float32Array.of(1000, 1000)) - 1000.69314718) < 1e-7);
  });
});
