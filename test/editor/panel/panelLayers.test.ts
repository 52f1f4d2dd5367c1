import assert from "node:assert/strict";
import { readLayers, writeLayersQuestion } from "../../../src/editor/panel/questions/panelLayers";
import { makeInput, makeTokens } from "../../webview/fixture";
import { INFO, TOKENS } from "./openSession";

const WORDS = makeTokens(["cats", "sleep"]);
const MASKED = makeTokens(["cats", "[MASK]"], ["[MASK]"]);
const able = (mlm: boolean, nsp: boolean, classifier: boolean) => ({
  ...INFO,
  has: { ...INFO.has, mlm, nsp, classifier },
});

describe("writeLayersQuestion", () => {
  for (const { name, input, info, position, masks, asks } of [
    {
      name: "masks the token",
      input: makeInput(WORDS),
      info: able(true, false, false),
      position: 2,
      masks: [{ start: 5, end: 10 }],
      asks: true,
    },
    {
      name: "names the text's own masks, those of the first text only",
      input: makeInput(MASKED, { pair: "[MASK]" }),
      info: able(true, false, false),
      masks: [{ start: 5, end: 11 }],
      asks: true,
    },
    {
      name: "asks for the tone of a text without masks",
      input: makeInput(WORDS),
      info: able(true, false, true),
      asks: true,
    },
    {
      name: "asks for P(next) of a pair",
      input: makeInput(WORDS, { pair: "b" }),
      info: able(true, true, false),
      asks: true,
    },
    {
      name: "asks for no tone of a pair",
      input: makeInput(WORDS, { pair: "b" }),
      info: able(true, false, true),
      asks: false,
    },
    {
      name: "asks for nothing where nothing can be said",
      input: makeInput(WORDS),
      info: able(true, true, false),
      asks: false,
    },
    {
      name: "asks for no fills of a model without that readout",
      input: makeInput(MASKED),
      info: able(false, true, false),
      asks: false,
    },
  ] as const) {
    it(name, () => {
      const question = writeLayersQuestion(input, info, position);
      assert.equal(question !== undefined, asks);
      assert.deepEqual(question?.masks, masks);
      if (question) assert.equal(question.pair, "pair" in input ? input.pair : undefined);
    });
  }
});

describe("readLayers", () => {
  it("gives each mask of the first text its position", () => {
    const fills = [{ text: "sat", probability: 0.5 }];
    const layers = [{ layer: 0, masks: [{ start: 5, end: 11, fills }], next: 0.25 }];
    assert.deepEqual(readLayers({ tokens: TOKENS, layers, precision: "fp32" }), [
      { masks: [{ position: 2, fills }], next: 0.25 },
    ]);
  });
});
