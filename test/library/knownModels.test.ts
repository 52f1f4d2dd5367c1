import assert from "node:assert/strict";
import { findModelName } from "../../src/library/cache/modelName";
import { KNOWN_MODELS } from "../../src/library/knownModels";
import { guessJobs } from "../../src/library/modelJobs";

describe("the models of the list", () => {
  it("have names that the hub can be asked for, each once", () => {
    const names = KNOWN_MODELS.map(({ name }) => name);
    assert.deepEqual(
      names.filter((name) => findModelName(name) === undefined),
      [],
    );
    assert.equal(new Set(names).size, names.length);
  });

  it("serve every purpose", () => {
    for (const job of ["words", "pairs", "tone"] as const) assert(KNOWN_MODELS.some(({ jobs }) => jobs.includes(job)));
  });
});

describe("guessJobs", () => {
  for (const [architecture, jobs] of [
    ["BertForPreTraining", ["words", "pairs"]],
    ["BertForMaskedLM", ["words"]],
    ["DistilBertForMaskedLM", ["words"]],
    ["BertForNextSentencePrediction", ["pairs"]],
    ["DistilBertForSequenceClassification", ["tone"]],
    ["BertForTokenClassification", ["tags"]],
    ["DistilBertForQuestionAnswering", ["answers"]],
    ["BertForMultipleChoice", []],
    ["BertModel", []],
  ] as const) {
    it(`takes ${architecture} for ${jobs.join(" and ") || "nothing but looking"}`, () =>
      assert.deepEqual(guessJobs([architecture]), jobs));
  }
});
