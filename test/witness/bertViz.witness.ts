import assert from "node:assert/strict";
import type { EngineClient } from "../../src/engine/client/engineClient";
import { buildBertViz } from "../../src/exports/buildBertViz";
import type { ExportRecord } from "../../src/exports/exportRecord";
import type { AttentionResult } from "../../src/tasks/attention/attentionRequest";
import { ANSWERS, type WitnessView } from "./answers";
import { assertWithin } from "./assertWithin";
import { openEngine } from "./openEngine";

const { cases, layers, heads, views } = ANSWERS;
/** A sketch is rounded to a thousandth. */
const SKETCH_ROUNDING = 5e-4;

const RECORD: ExportRecord = {
  cloze: "",
  view: "",
  settings: {},
  model: { name: "", weights: "", tokenizer: "" },
  device: "",
  precision: { answers: "", looking: "" },
  onnxruntime: "",
  asked: [],
  again: "",
};

/** The rows and columns of a map that a page shows, as the panel has them. */
function selectPart({ attention, tokens }: AttentionResult, filter: WitnessView["filters"][number]) {
  const [, from, to] = /^Sentence ([AB]) -> Sentence ([AB])$/.exec(filter.name ?? "") ?? [];
  const isShown = (side: string | undefined) => (_: unknown, position: number) =>
    side === undefined || tokens[position]!.segment === "AB".indexOf(side);
  const T = tokens.length;
  const all = tokens.map((_, row) => [...attention.subarray(row * T, (row + 1) * T)]);
  return {
    rows: all.filter(isShown(from)).map((row) => row.filter(isShown(to))),
    left: tokens.filter(isShown(from)).map(({ text }) => text),
    right: tokens.filter(isShown(to)).map(({ text }) => text),
  };
}

describe("attention as BertViz draws it", () => {
  let engine: EngineClient;
  before(() => {
    engine = openEngine();
  });
  after(() => engine.dispose());

  for (const { case: index, view, filters } of views) {
    const { name, text, pair } = cases[index]!;
    const params = {
      model: ANSWERS.published,
      text,
      specials: "reference",
      ...(pair !== null && { pair }),
    } as const;

    it(`is what the panel gets, token by token: ${view}, ${name}`, async () => {
      assert.equal(filters.length, pair === null ? 1 : 5);
      for (let layer = 0; layer < layers; layer++) {
        for (let head = 0; head < heads; head++) {
          const result = await engine.request("attention", { ...params, layer, head });
          for (const filter of filters) {
            const what = { kind: `BertViz' ${view}`, what: `${filter.name ?? "all"}, layer ${layer}, head ${head}` };
            const part = selectPart(result, filter);
            assert.deepEqual([part.left, part.right], [filter.left_text, filter.right_text]);
            assertWithin(part.rows.flat(), filter.attn[layer]![head]!.flat(), what);
          }
        }
      }
    });

    it(`is what an export in its shape holds, part by part: ${view}, ${name}`, async () => {
      const maps = [];
      for (let layer = 0; layer < layers; layer++) maps.push(await engine.request("maps", { ...params, layer }));
      const { attention } = buildBertViz(maps, RECORD);
      assert.deepEqual(
        attention.map((part) => [part.name, part.left_text, part.right_text]),
        filters.map((part) => [part.name, part.left_text, part.right_text]),
      );
      for (const [at, { attn }] of attention.entries()) {
        const what = { kind: `BertViz' ${view}, exported`, what: attention[at]!.name ?? "all" };
        assertWithin(attn.flat(3), filters[at]!.attn.flat(3), what);
      }
    });

    it(`is what the panel gets of all heads at once: ${view}, ${name}`, async () => {
      const result = await engine.request("heads", params);
      assert.deepEqual([result.layers.length, result.layers[0]!.length], [layers, heads]);
      for (const [layer, sketches] of result.layers.entries()) {
        for (const [head, { sketch }] of sketches.entries()) {
          const expected = filters[0]!.attn[layer]![head]!.flat();
          for (const [at, value] of sketch.entries()) {
            assert.ok(Math.abs(value - expected[at]!) <= SKETCH_ROUNDING + 1e-4, `layer ${layer}, head ${head}`);
          }
          assert.equal(sketch.length, expected.length);
        }
      }
    });
  }
});
