import assert from "node:assert/strict";
import type { EngineClient } from "../../src/engine/client/engineClient";
import { createOnnxModel } from "../../src/engine/model/onnxModel";
import type { ModelOutput, ModelRequest } from "../../src/tasks/model/model";
import { softmax } from "../../src/tasks/model/softmax";
import { ANSWERS } from "./answers";
import { assertWithin } from "./assertWithin";
import { openEngine } from "./openEngine";

const { cases, readTensor } = ANSWERS;
/** All cases in one request: the model makes batches of them as it sees fit. */
const PLACES = cases.flatMap(({ positions }, input) => positions.map((position) => ({ input, position })));

async function run(folder: string, request: Omit<ModelRequest, "inputs">): Promise<ModelOutput> {
  const model = await createOnnxModel(folder);
  try {
    return await model.run({ inputs: cases, ...request });
  } finally {
    await model.dispose();
  }
}

describe("readouts on published weights", () => {
  it("give the MLM and NSP logits of transformers", async () => {
    const { mlm = [], nsp } = await run(ANSWERS.pretraining, { mlm: PLACES, nsp: true });
    let row = 0;
    for (const [index, { name, positions }] of cases.entries()) {
      const expected = readTensor(`mlm/${index}`);
      const size = expected.length / positions.length;
      for (const at of positions.keys()) {
        assertWithin(mlm[row++], expected.subarray(at * size, (at + 1) * size), { kind: "MLM logits", what: name });
      }
      assertWithin(nsp?.[index], readTensor(`nsp/${index}`), { kind: "NSP logits", what: name });
    }
  });

  it("rank the pieces as transformers' logits do", async () => {
    const expected = ANSWERS.top.flat();
    const { top = [] } = await run(ANSWERS.pretraining, { mlm: PLACES, top: expected[0]!.ids.length });
    for (const [row, { ids, logProbabilities }] of expected.entries()) {
      const name = cases[PLACES[row]!.input]!.name;
      assert.deepEqual([...top[row]!.ids], ids, name);
      assertWithin(top[row]!.logProbabilities, logProbabilities, { kind: "log-probabilities of pieces", what: name });
    }
  });

  it("give the logits of transformers' classifier", async () => {
    const { classifier } = await run(ANSWERS.classifier, { classifier: true });
    for (const [index, { name }] of cases.entries()) {
      assertWithin(classifier?.[index], readTensor(`classifier/${index}`), {
        kind: "logits of a classifier",
        what: name,
      });
    }
  });

  describe("asked for by requests", () => {
    let engine: EngineClient;
    before(() => {
      engine = openEngine();
    });
    after(() => engine.dispose());

    for (const [index, { name, text, pair }] of cases.entries()) {
      if (pair === null) continue;
      it(`say how probable the next sentence is: ${name}`, async () => {
        const params = { model: ANSWERS.pretraining, text, pair, specials: "reference" } as const;
        const { isNext } = await engine.request("attention", params);
        const expected = softmax(readTensor(`nsp/${index}`));
        assertWithin([isNext!], expected.subarray(0, 1), { kind: "P(next)", what: name });
      });
    }

    it("are not there in the published folder, and said to be absent", async () => {
      const { has } = await engine.request("load", { model: ANSWERS.published });
      assert.deepEqual(has, { mlm: false, nsp: false, classifier: false, answers: false, tags: false });
      const params = { model: ANSWERS.published, text: "The [MASK] sat." };
      await assert.rejects(engine.request("fill", params), { code: "no-readout" });
    });
  });
});
