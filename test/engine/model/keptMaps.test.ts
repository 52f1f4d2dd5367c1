import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { KeptMaps } from "../../../src/engine/model/keptMaps";
import { createOnnxModel } from "../../../src/engine/model/onnxModel";
import { computeAttention } from "../../../src/tasks/attention/computeAttention";
import { createFakeModel } from "../../tasks/fakeModel";

const BUNDLED = join(resolve(import.meta.dirname, "../../.."), "models", "cloze-small");

/** A model of 4 layers with 2 heads. A layer of the four tokens of "a b" has 2 · 4 · 4 · 4 bytes. */
const open = (most?: number) => {
  const model = createFakeModel({ words: ["a", "b"], nsp: () => [0, 0] });
  const kept = new KeptMaps(most);
  const ask = (text: string, more: object = {}, keep = true) =>
    computeAttention(kept.over(model, keep), { text, ...more });
  return { model, ask };
};
const BYTES = 128;

describe("KeptMaps", () => {
  it("computes all layers at once, and answers for other heads without a run", async () => {
    const { model, ask } = open();
    const plain = open();
    for (const asked of [{ layer: 3 }, { layer: 0, head: 1 }, { heads: "mean" }]) {
      assert.deepEqual(await ask("a b", asked), await plain.ask("a b", asked, false));
    }
    assert.deepEqual(
      model.requests.map(({ attention }) => attention),
      [[0, 1, 2, 3]],
    );
  });

  it("keeps P(next) of a pair with them", async () => {
    const { model, ask } = open();
    for (const layer of [0, 1]) assert.equal((await ask("a", { pair: "b", layer })).isNext, 0.5);
    assert.equal(model.requests.length, 1);
  });

  it("keeps nothing unless it is asked to, but answers from what was kept", async () => {
    const { model, ask } = open();
    await ask("a", { layer: 1 }, false);
    await ask("a", { layer: 1 }, false);
    assert.deepEqual(
      model.requests.map(({ attention }) => attention),
      [[1], [1]],
    );
    await ask("a", { layer: 1 });
    await ask("a", { layer: 2 }, false);
    assert.equal(model.requests.length, 3);
  });

  it("forgets a text for another, and tells a pair from one text of the same pieces", async () => {
    const { model, ask } = open();
    for (const text of ["a b", "b a", "a b"]) await ask(text);
    assert.equal(model.requests.length, 3);
    await ask("a", { pair: "b" });
    await ask("a [SEP] b", { specials: "reference" });
    assert.equal(model.requests.length, 5);
  });

  it("keeps as many layers as memory allows, those nearest to what is asked for", async () => {
    const { model, ask } = open(2 * BYTES);
    await ask("a b", { layer: 3 });
    await ask("a b", { layer: 2 });
    await ask("a b", { layer: 0 });
    assert.deepEqual(
      model.requests.map(({ attention }) => attention),
      [
        [2, 3],
        [0, 1],
      ],
    );
  });

  it("keeps none where a single layer is too much, and answers all the same", async () => {
    const { model, ask } = open(BYTES - 1);
    const first = await ask("a b", { layer: 1 });
    assert.deepEqual(await ask("a b", { layer: 1 }), first);
    assert.deepEqual(
      model.requests.map(({ attention }) => attention),
      [[1], [1]],
    );
  });

  it("gives the numbers that a run for one layer gives, to the last bit", async () => {
    const model = await createOnnxModel(BUNDLED);
    try {
      const kept = new KeptMaps();
      for (const layer of [7, 0, 3]) {
        const asked = { text: "The cat sat on the mat.", pair: "It slept.", layer, head: 2 };
        const alone = await computeAttention(model, asked);
        assert.deepEqual(await computeAttention(kept.over(model, true), asked), alone);
      }
    } finally {
      await model.dispose();
    }
  });
});
