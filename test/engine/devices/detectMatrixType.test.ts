import assert from "node:assert/strict";
import { chooseMatrixType, multiplyExtremes } from "../../../src/engine/devices/detectMatrixType";
import { buildProductCheck } from "../../../src/graph/int8/buildProductCheck";

describe("detectMatrixType", () => {
  const { expected } = buildProductCheck("full");

  it("chooses full matrices if every sum is exact", () =>
    assert.equal(chooseMatrixType(Float32Array.of(expected, expected), expected), "full"));

  it("chooses narrow matrices if one sum is not", () =>
    assert.equal(chooseMatrixType(Float32Array.of(expected, 32767 * 32), expected), "narrow"));

  it("finds the sums of narrow matrices exact, on whatever processor this test runs", async () => {
    const sums = await multiplyExtremes("narrow");
    assert.ok(sums.length > 0);
    assert.deepEqual([...new Set(sums)], [buildProductCheck("narrow").expected]);
  });
});
