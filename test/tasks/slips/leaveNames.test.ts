import assert from "node:assert/strict";
import { createOnnxModel, type OnnxModel } from "../../../src/engine/model/onnxModel";
import { leaveNames } from "../../../src/tasks/slips/leaveNames";
import type { SlipsResult } from "../../../src/tasks/slips/slipsRequest";
import { removeFolders } from "../../checkpoint/checkpointFolder";
import { createTagFolder } from "../../checkpoint/headFolder";
import { createFakeModel } from "../fakeModel";

const SENTENCE = "Its engine was repaired by London sisters form the spring.";

/** A slip at each of these words. */
const at = (sentence: string, words: readonly string[]): SlipsResult => ({
  slips: words.map((text) => {
    const start = sentence.indexOf(text);
    return { start, end: start + text.length, text, suggestion: "x", rule: "slip", probability: 0.9, score: 5 };
  }),
  precision: "fp32",
});
const written = (results: readonly SlipsResult[]) => results.map(({ slips }) => slips.map(({ text }) => text));

describe("leaveNames", () => {
  let names: OnnxModel;
  before(async () => {
    names = await createOnnxModel(await createTagFolder(SENTENCE, { London: "B-LOC" }));
  });
  after(async () => {
    await names.dispose();
    removeFolders();
  });

  it("leaves out slips that touch a name which a seeded model finds, and no others", async () => {
    const results = [at(SENTENCE, []), at(SENTENCE, ["London", "form"]), at(SENTENCE, ["sisters"])];
    const found = await leaveNames(
      names,
      results.map(() => SENTENCE),
      results,
    );
    assert.deepEqual(written(found), [[], ["form"], ["sisters"]]);
  });

  it("reads only sentences with slips", async () => {
    const model = createFakeModel({
      words: ["a"],
      tagLabels: ["O", "PER"],
      tags: (pieces) => pieces.flatMap(() => [1, 0]),
    });
    await leaveNames(model, ["a", "a a"], [at("a", []), at("a a", ["a"])]);
    assert.deepEqual(
      model.requests.map(({ inputs }) => inputs.map(({ ids }) => ids.length)),
      [[4]],
    );
  });

  it("leaves out nothing by a model that labels every word, such as one of parts of speech", async () => {
    const model = createFakeModel({
      words: ["a"],
      tagLabels: ["NOUN", "VERB"],
      tags: (pieces) => pieces.flatMap(() => [1, 0]),
    });
    assert.deepEqual(written(await leaveNames(model, ["a"], [at("a", ["a"])])), [["a"]]);
  });
});
