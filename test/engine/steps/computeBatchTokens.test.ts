import assert from "node:assert/strict";
import { CPU, selectDevice } from "../../../src/engine/protocol/device";
import { computeBatchTokens } from "../../../src/engine/steps/computeBatchTokens";
import { BATCH_TOKENS } from "../../../src/engine/steps/planBatches";

const shape = (layers: number, hiddenSize: number) => ({ layers, hiddenSize, feedForwardSize: 4 * hiddenSize });

describe("computeBatchTokens", () => {
  for (const { name, config, expected } of [
    { name: "a tiny model takes the largest batches", config: shape(2, 128), expected: BATCH_TOKENS },
    { name: "a model of 4 × 256 takes them too", config: shape(4, 256), expected: BATCH_TOKENS },
    { name: "a model of 8 × 384 takes two short sentences", config: shape(8, 384), expected: 28 },
    { name: "a base model takes one sentence", config: shape(12, 768), expected: 4 },
    { name: "a giant model takes at least one token", config: shape(96, 4096), expected: 1 },
  ]) {
    it(`on the CPU: ${name}`, () => assert.equal(computeBatchTokens(config, CPU), expected));
  }

  it("allows larger batches on a device, for every model", () => {
    for (const config of [shape(4, 256), shape(12, 768)]) {
      assert.ok(computeBatchTokens(config, selectDevice("webgpu")) > computeBatchTokens(config, CPU));
    }
  });
});
