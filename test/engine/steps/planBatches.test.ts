import assert from "node:assert/strict";
import { BATCH_TOKENS, planBatches } from "../../../src/engine/steps/planBatches";

describe("planBatches", () => {
  for (const { name, lengths, batchTokens, expected } of [
    { name: "no sequence makes no batch", lengths: [], batchTokens: 10, expected: [] },
    { name: "sequences of one length share a batch", lengths: [3, 3, 3], batchTokens: 10, expected: [[0, 1, 2]] },
    { name: "sequences of different lengths do not", lengths: [3, 2], batchTokens: 10, expected: [[0], [1]] },
    {
      name: "equal lengths find each other wherever they stand, and batches keep the order of their first sequence",
      lengths: [3, 2, 3, 2],
      batchTokens: 10,
      expected: [
        [0, 2],
        [1, 3],
      ],
    },
    {
      name: "a full batch is followed by another",
      lengths: [3, 3, 3, 3, 3],
      batchTokens: 6,
      expected: [[0, 1], [2, 3], [4]],
    },
    {
      name: "a batch holds no more tokens than allowed, even if some stay unused",
      lengths: [4, 4, 4],
      batchTokens: 11,
      expected: [[0, 1], [2]],
    },
    {
      name: "a sequence longer than a batch has one of its own",
      lengths: [20, 20, 3],
      batchTokens: 10,
      expected: [[0], [1], [2]],
    },
  ]) {
    it(name, () => assert.deepEqual(planBatches(lengths, batchTokens), expected));
  }

  it("fills batches of BATCH_TOKENS by default", () => {
    const batches = planBatches(Array.from({ length: BATCH_TOKENS + 1 }, () => 1));
    assert.deepEqual(
      batches.map(({ length }) => length),
      [BATCH_TOKENS, 1],
    );
  });

  it("places each of many sequences in exactly one batch of equal lengths within the limit", () => {
    const lengths = Array.from({ length: 500 }, (_, index) => 1 + ((index * 7919) % 37));
    const batches = planBatches(lengths, 64);
    for (const batch of batches) {
      const own = batch.map((index) => lengths[index]!);
      assert.equal(new Set(own).size, 1);
      assert.ok(own.length === 1 || own.reduce((sum, tokens) => sum + tokens, 0) <= 64);
    }
    assert.deepEqual(
      batches.flat().sort((a, b) => a - b),
      lengths.map((_, index) => index),
    );
  });
});
