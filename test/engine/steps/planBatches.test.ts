import assert from "node:assert/strict";
import { CPU, selectDevice } from "../../../src/engine/protocol/device";
import { BATCH_TOKENS, findBatchTokens } from "../../../src/engine/steps/planBatches";

const shape = (layers: number, hiddenSize: number) => ({ layers, hiddenSize, feedForwardSize: 4 * hiddenSize });

describe("findBatchTokens", () => {
  for (const { name, config, expected } of [
    { name: "a tiny model has the most there is", config: shape(2, 128), expected: BATCH_TOKENS },
    { name: "4 × 256 still has", config: shape(4, 256), expected: BATCH_TOKENS },
    { name: "8 × 384 has two short sentences", config: shape(8, 384), expected: 28 },
    { name: "base reads one sentence at a time", config: shape(12, 768), expected: 4 },
    { name: "a giant reads at least one token", config: shape(96, 4096), expected: 1 },
  ]) {
    it(`on the CPU: ${name}`, () => assert.equal(findBatchTokens(config, CPU), expected));
  }

  it("is more on a device, whatever the model", () => {
    for (const config of [shape(4, 256), shape(12, 768)]) {
      assert.ok(findBatchTokens(config, selectDevice("webgpu")) > findBatchTokens(config, CPU));
    }
  });
});
