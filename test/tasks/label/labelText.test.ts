import assert from "node:assert/strict";
import { labelSentences } from "../../../src/tasks/label/labelSentences";
import { labelText } from "../../../src/tasks/label/labelText";
import type { ModelInfo } from "../../../src/tasks/model/model";
import { createFakeModel } from "../fakeModel";

const create = (labels: readonly string[], problem: ModelInfo["problem"], maxTokens = 64) =>
  createFakeModel({
    words: ["a", "b", "c"],
    labels,
    problem,
    maxTokens,
    classifier: (pieces) => (labels.length === 1 ? [0.25] : [Math.log(3), pieces.includes("b") ? 0 : -40]),
  });

describe("labelText", () => {
  for (const { name, problem, labels, found } of [
    {
      name: "one label holds",
      problem: "single-label" as const,
      labels: ["yes", "no"],
      found: { yes: 0.75, no: 0.25 },
    },
    { name: "several may hold", problem: "multi-label" as const, labels: ["yes", "no"], found: { yes: 0.75, no: 0.5 } },
  ]) {
    it(`gives all labels of a pair, the likeliest first, where ${name}`, async () => {
      const model = create(labels, problem);
      const result = await labelText(model, { text: "a", pair: "b" });
      assert.deepEqual(
        Object.fromEntries(result.labels.map(({ label, probability }) => [label, Number(probability.toFixed(6))])),
        found,
      );
      assert.equal(result.labels[0]?.label, "yes");
      assert.equal(result.several, problem === "multi-label");
      assert.deepEqual(model.requests[0]?.inputs[0]?.segments, [0, 0, 0, 1, 1]);
    });
  }

  it("gives all labels of many sentences, each by itself", async () => {
    const model = create(["Yes", "no_way"], "multi-label");
    const found = await labelSentences(model, { sentences: ["a", "a b", "c"] });
    assert.deepEqual(
      found.map(({ scores }) => Object.entries(scores).map(([label, score]) => [label, Number(score.toFixed(6))])),
      [
        [
          ["Yes", 0.75],
          ["no_way", 0],
        ],
        [
          ["Yes", 0.75],
          ["no_way", 0.5],
        ],
        [
          ["Yes", 0.75],
          ["no_way", 0],
        ],
      ],
    );
    assert.equal(model.requests.length, 1);
  });

  it("gives the number of a model that was taught numbers, and no probability", async () => {
    const { labels, values } = await labelText(create(["score"], "regression"), { text: "a", pair: "b" });
    assert.deepEqual([labels, values], [[], [{ label: "score", value: 0.25 }]]);
  });

  it("reads a long text in windows and says so", async () => {
    const text = "a ".repeat(30);
    const { read } = await labelText(create(["yes", "no"], "single-label", 12), { text });
    assert.deepEqual(read, { windows: 3, span: { start: 0, end: 60 } });
  });

  it("reads the beginning of each side of a long pair and says so", async () => {
    const { read } = await labelText(create(["yes", "no"], "single-label", 11), {
      text: "a ".repeat(9),
      pair: "b ".repeat(9),
    });
    assert.deepEqual(read, { windows: 1, span: { start: 0, end: 7 }, pair: { start: 0, end: 7 } });
  });

  for (const { name, params, message } of [
    { name: "an empty text", params: { text: " " }, message: /^the text has no words/ },
    { name: "an empty second text", params: { text: "a", pair: "" }, message: /^the second text has no words/ },
  ]) {
    it(`refuses ${name}`, () =>
      assert.rejects(labelText(create(["yes", "no"], "single-label"), params), { code: "bad-option", message }));
  }

  it("refuses a model without a classifier", () =>
    assert.rejects(labelText(createFakeModel({ words: ["a"] }), { text: "a" }), { code: "no-readout" }));
});
