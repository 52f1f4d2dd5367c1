import assert from "node:assert/strict";
import { answerLayers } from "../../../src/tasks/layers/answerLayers";
import { createFakeModel } from "../fakeModel";

/** The higher the layer, the surer of "tea", of what follows, and of a negative tone. */
const model = createFakeModel({
  words: ["tea", "soup", "a", "cup", "of"],
  mlm: (_, position, layer = NaN) => ({ tea: layer + (position === 2 ? 1 : 0), soup: 2 }),
  nsp: (_, layer = NaN) => [layer, 1],
  classifier: (_, layer = NaN) => [layer, 0, 0],
  labels: ["negative", "neutral", "positive"],
});
const LAYERS = [0, 1, 2, 3, 4];

function assertNear(found: readonly (number | undefined)[], expected: readonly number[]): void {
  assert.deepEqual(
    found.map((each) => each?.toFixed(5)),
    expected.map((each) => each.toFixed(5)),
  );
}

describe("answerLayers", () => {
  it("says what each layer would fill in, and how it would judge the tone", async () => {
    const { tokens, layers } = await answerLayers(model, { text: "a cup of [MASK]", top: 2 });
    assert.equal(tokens.length, 6);
    assert.deepEqual(
      layers.map(({ layer, masks }) => [layer, masks.length, masks[0]?.start, masks[0]?.end]),
      LAYERS.map((layer) => [layer, 1, 9, 15]),
    );
    assert.deepEqual(
      layers.map(({ masks }) => masks[0]?.fills.map(({ text }) => text)),
      [
        ["soup", "tea"],
        ["soup", "tea"],
        ["tea", "soup"],
        ["tea", "soup"],
        ["tea", "soup"],
      ],
    );
    const others = 8 * Math.exp(-10);
    assertNear(
      layers.map(({ masks }) => masks[0]?.fills.find(({ text }) => text === "tea")?.probability),
      LAYERS.map((layer) => Math.exp(layer) / (Math.exp(layer) + Math.exp(2) + others)),
    );
    assertNear(
      layers.map(({ tone }) => tone?.negative),
      LAYERS.map((layer) => Math.exp(layer) / (Math.exp(layer) + 2)),
    );
    assert.ok(layers.every(({ next }) => next === undefined));
  });

  it("says of a pair how likely it is to follow, and nothing of its tone", async () => {
    const { layers } = await answerLayers(model, { text: "a cup", pair: "of tea" });
    assertNear(
      layers.map(({ next }) => next),
      LAYERS.map((layer) => 1 / (1 + Math.exp(1 - layer))),
    );
    assert.ok(layers.every(({ tone, masks }) => tone === undefined && masks.length === 0));
  });

  it("keeps several masks apart, and the pieces of one blank", async () => {
    const { layers } = await answerLayers(model, { text: "a [MASK] of [MASK*2]", top: 1 });
    for (const { masks } of layers) {
      assert.deepEqual(
        masks.map(({ start, end }) => [start, end]),
        [
          [2, 8],
          [12, 20],
          [12, 20],
        ],
      );
    }
    // The first mask, at position 2, is one surer of tea.
    assert.deepEqual(
      layers[1]?.masks.map(({ fills }) => fills[0]?.text),
      ["tea", "soup", "soup"],
    );
    assert.deepEqual(
      layers[2]?.masks.map(({ fills }) => fills[0]?.text),
      ["tea", "tea", "tea"],
    );
  });

  it("masks what it is told to", async () => {
    const { tokens, layers } = await answerLayers(model, { text: "a cup of soup", masks: [{ start: 9, end: 13 }] });
    assert.equal(tokens[4]?.kind, "mask");
    assert.equal(layers[4]?.masks[0]?.fills[0]?.text, "tea");
  });

  const refused = [
    {
      name: "a mask beyond the first window",
      text: `${"a ".repeat(80)}[MASK]`,
      code: "no-mask",
      message: /160–166.*beyond/,
    },
    { name: "more fills than a hundred", text: "[MASK]", top: 101, code: "bad-option", message: /top/ },
    { name: "a span that is none", text: "a", masks: [{ start: 1, end: 3 }], code: "bad-span", message: /1–3/ },
  ];
  for (const { name, code, message, ...request } of refused) {
    it(`refuses ${name}`, async () => {
      await assert.rejects(answerLayers(model, request), { code, message });
    });
  }

  it("says where there is nothing to say", async () => {
    const bare = createFakeModel({ words: ["a"], mlm: () => ({}) });
    await assert.rejects(answerLayers(bare, { text: "a" }), { code: "no-mask", message: /\[MASK\]/ });
  });
});
