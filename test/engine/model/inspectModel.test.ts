import assert from "node:assert/strict";
import { inspectModel } from "../../../src/engine/model/inspectModel";
import { createFolder, removeFolders } from "../../checkpoint/checkpointFolder";

describe("inspectModel", () => {
  after(removeFolders);

  for (const { name, config, lack } of [
    { name: "labels of tones", config: { id2label: { 0: "negative", 1: "neutral", 2: "positive" } }, lack: undefined },
    {
      name: "labels of something else",
      config: { id2label: { 0: "contradiction", 1: "entailment", 2: "neutral" } },
      lack: /^labels "contradiction", "entailment", "neutral": expected names of negative, neutral and positive tone$/,
    },
    { name: "a classifier of numbers", config: { problem_type: "regression" }, lack: /^it answers by numbers$/ },
  ]) {
    it(`says whether a classifier can tell tones: ${name}`, async () => {
      const { has, lacks } = await inspectModel(createFolder({ config }));
      assert.equal(has.classifier, true);
      if (lack === undefined) assert.equal(lacks?.tone, undefined);
      else assert.match(lacks?.tone ?? "", lack);
    });
  }
});
