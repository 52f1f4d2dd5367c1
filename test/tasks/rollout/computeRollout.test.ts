import assert from "node:assert/strict";
import { computeRollout } from "../../../src/tasks/rollout/computeRollout";
import { createFakeModel } from "../fakeModel";

/** Attention that differs by layer and head; each row sums to 1. */
function attend(from: number, to: number, { layer, head }: { layer: number; head: number }): number {
  return weigh(from, to, layer, head) / [0, 1, 2, 3, 4].reduce((sum, each) => sum + weigh(from, each, layer, head), 0);
}

function weigh(from: number, to: number, layer: number, head: number): number {
  return 1 + ((3 * from + 5 * to + 7 * layer + 11 * head) % 13);
}

const model = createFakeModel({ words: ["a", "b", "c"], attention: attend });

/** Every way through the layers, one by one: the share of a way is the product of its steps. */
function sumWays(from: number, to: number, layers: readonly number[]): number {
  const top = layers.at(-1);
  if (top === undefined) return from === to ? 1 : 0;
  const below = layers.slice(0, -1);
  return [0, 1, 2, 3, 4].reduce((sum, via) => sum + step(from, via, top) * sumWays(via, to, below), 0);
}

function step(from: number, to: number, layer: number): number {
  const mean = (attend(from, to, { layer, head: 0 }) + attend(from, to, { layer, head: 1 })) / 2;
  return (mean + (from === to ? 1 : 0)) / 2;
}

function assertNear(found: number | undefined, expected: number): void {
  assert.ok(Math.abs((found ?? NaN) - expected) < 1e-6, `${found}, expected ${expected}`);
}

describe("computeRollout", () => {
  it("adds up all ways from a token of the input to one after the last layer", async () => {
    const { tokens, rollout } = await computeRollout(model, { text: "a b c" });
    assert.equal(tokens.length, 5);
    for (const [from, row] of rollout.entries()) {
      for (const [to, share] of row.entries()) assertNear(share, sumWays(from, to, [0, 1, 2, 3]));
      assertNear(
        row.reduce((sum, each) => sum + each, 0),
        1,
      );
    }
  });

  it("follows one token down through the layers, to its row of the whole", async () => {
    const { rollout, flow = [] } = await computeRollout(model, { text: "a b c", token: 2 });
    assert.equal(flow.length, 5);
    assert.deepEqual(flow[4], [0, 0, 1, 0, 0]);
    for (const [layer, row] of flow.entries()) {
      const above = [0, 1, 2, 3].slice(layer);
      for (const [at, share] of row.entries()) assertNear(share, sumWays(2, at, above));
    }
    for (const [at, share] of (flow[0] ?? []).entries()) assertNear(share, rollout[2]![at]!);
    assert.equal((await computeRollout(model, { text: "a b c" })).flow, undefined);
  });

  for (const token of [-1, 5, 1.5]) {
    it(`refuses token ${token}`, async () => {
      await assert.rejects(computeRollout(model, { text: "a b c", token }), { code: "bad-option", message: /token/ });
    });
  }

  it("reads the first window of a text over the limit, and says so", async () => {
    const { tokens, rollout, read } = await computeRollout(createFakeModel({ words: ["a"], maxTokens: 8 }), {
      text: "a ".repeat(20),
    });
    assert.deepEqual([tokens.length, rollout.length], [8, 8]);
    assert.deepEqual(read?.span, { start: 0, end: 11 });
  });
});
