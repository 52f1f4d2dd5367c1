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

type Rows = readonly (readonly number[])[];

/** Five tokens a row. */
function listRows(values: Float64Array): Rows {
  return Array.from({ length: values.length / 5 }, (_, row) => [...values.subarray(row * 5, (row + 1) * 5)]);
}

function assertNear(found: number | undefined, expected: number): void {
  assert.ok(Math.abs((found ?? NaN) - expected) < 1e-6, `${found}, expected ${expected}`);
}

describe("computeRollout", () => {
  it("adds up all ways from a token of the input to one after the last layer", async () => {
    const { tokens, rollout: found } = await computeRollout(model, { text: "a b c" });
    const rollout = listRows(found);
    assert.deepEqual([tokens.length, rollout.length], [5, 5]);
    for (const [from, row] of rollout.entries()) {
      for (const [to, share] of row.entries()) assertNear(share, sumWays(from, to, [0, 1, 2, 3]));
      assertNear(
        row.reduce((sum, each) => sum + each, 0),
        1,
      );
    }
  });

  it("follows one token down through the layers, to its row of the whole", async () => {
    const found = await computeRollout(model, { text: "a b c", token: 2 });
    const [rollout, flow] = [found.rollout, found.flow?.shares].map((values) => listRows(values!)) as [Rows, Rows];
    assert.equal(flow.length, 5);
    assert.deepEqual(flow[4], [0, 0, 1, 0, 0]);
    for (const [layer, row] of flow.entries()) {
      const above = [0, 1, 2, 3].slice(layer);
      for (const [at, share] of row.entries()) assertNear(share, sumWays(2, at, above));
    }
    for (const [at, share] of flow[0]!.entries()) assertNear(share, rollout[2]![at]!);
    assert.equal((await computeRollout(model, { text: "a b c" })).flow, undefined);
  });

  it("lists the strongest ways between two layers, whose shares are parts of the flow", async () => {
    const { flow } = await computeRollout(model, { text: "a b c", token: 2 });
    const shares = listRows(flow!.shares);
    for (const { layer, from, to, share } of flow!.links)
      assertNear(share, shares[layer + 1]![to]! * step(to, from, layer));
    // Ways of less than a five-hundredth are left out: together the others are nearly all of it.
    for (const layer of [0, 1, 2, 3]) {
      const own = flow!.links.filter((link) => link.layer === layer);
      const all = own.reduce((sum, { share }) => sum + share, 0);
      assert.ok(all > 0.98 && all < 1 + 1e-6, String(all));
      assert.deepEqual(
        own,
        [...own].sort((a, b) => b.share - a.share),
      );
    }
  });

  it("gives the way of a token alone if the rest is not wanted", async () => {
    const asked = { text: "a b c", token: 1 };
    const { rollout, flow } = await computeRollout(model, { ...asked, flowOnly: true });
    assert.equal(rollout.length, 0);
    assert.deepEqual(flow, (await computeRollout(model, asked)).flow);
    await assert.rejects(computeRollout(model, { text: "a", flowOnly: true }), {
      code: "bad-option",
      message: /no token/,
    });
  });

  it("leaves out [CLS] and [SEP]: in each layer the rest of a row is scaled up to 1", async () => {
    const { rollout } = await computeRollout(model, { text: "a b c", withoutSpecial: true });
    const words = [1, 2, 3];
    const mixed = (from: number, to: number, layer: number): number => {
      const mean = (at: number) => (attend(from, at, { layer, head: 0 }) + attend(from, at, { layer, head: 1 })) / 2;
      const share = words.includes(to) ? mean(to) / words.reduce((sum, at) => sum + mean(at), 0) : 0;
      // A special token is made of words alone.
      return words.includes(from) ? (share + (from === to ? 1 : 0)) / 2 : share;
    };
    const ways = (from: number, to: number, layer: number): number =>
      layer < 0
        ? Number(from === to)
        : [0, 1, 2, 3, 4].reduce((sum, via) => sum + mixed(from, via, layer) * ways(via, to, layer - 1), 0);
    for (const [from, row] of listRows(rollout).entries()) {
      for (const [to, share] of row.entries()) assertNear(share, ways(from, to, 3));
      assertNear(
        row.reduce((sum, share) => sum + share, 0),
        1,
      );
      assert.deepEqual([row[0], row[4]], [0, 0]);
    }
  });

  it("spreads a row evenly over the words if all its attention is on special tokens", async () => {
    const blind = createFakeModel({ words: ["a", "b"], attention: (_, to) => (to === 0 ? 1 : 0) });
    const { rollout } = await computeRollout(blind, { text: "a b", withoutSpecial: true });
    for (const row of [0, 1, 2, 3]) {
      const found = [...rollout.subarray(row * 4, (row + 1) * 4)];
      assertNear(
        found.reduce((sum, share) => sum + share, 0),
        1,
      );
    }
  });

  it("refuses to leave out all there is", async () => {
    const expected = { code: "bad-option", message: /special tokens alone/ };
    await assert.rejects(computeRollout(model, { text: "", withoutSpecial: true }), expected);
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
    assert.deepEqual([tokens.length, rollout.length], [8, 64]);
    assert.deepEqual(read?.span, { start: 0, end: 11 });
  });
});
