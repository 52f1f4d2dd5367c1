import assert from "node:assert/strict";
import { BATCH_TOKENS } from "../../../src/engine/steps/planBatches";
import { splitSteps } from "../../../src/engine/steps/splitSteps";
import type { Model, ModelInput, ModelOutput, ModelRequest } from "../../../src/tasks/model/model";

/** Each answer starts with the first id of its sequence, so that tests can tell them apart. */
const run = (request: ModelRequest): Promise<ModelOutput> => {
  const { inputs, mlm, nsp, classifier, candidates, actions, hidden, attention } = request;
  const mark = (input: ModelInput | undefined, ...more: number[]) => Float32Array.of(input?.ids[0] ?? -1, ...more);
  return Promise.resolve({
    ...(mlm && { mlm: mlm.map(({ input, position }) => mark(inputs[input], position)) }),
    ...(nsp && { nsp: inputs.map((input) => mark(input)) }),
    ...(classifier && { classifier: inputs.map((input) => mark(input)) }),
    ...(candidates && { candidates: candidates.map(({ input, pieces }) => mark(inputs[input], ...pieces)) }),
    ...(actions && { actions: inputs.map((input) => mark(input)) }),
    ...(hidden && { hidden: inputs.map((input) => hidden.map((layer) => mark(input, layer))) }),
    ...(attention && { attention: inputs.map((input) => attention.map((layer) => mark(input, layer))) }),
  });
};

function split() {
  const sizes: number[][] = [];
  const counts = { turns: 0 };
  const model = {
    run: (request: ModelRequest) => {
      sizes.push(request.inputs.map(({ ids }) => ids.length));
      return run(request);
    },
  } as unknown as Model;
  const stepped = splitSteps(model, () => {
    counts.turns++;
    return Promise.resolve();
  });
  return { stepped, sizes, counts };
}

function sequence(name: number, tokens: number): ModelInput {
  return {
    ids: [name, ...Array.from({ length: tokens - 1 }, () => 0)],
    segments: Array.from({ length: tokens }, () => 0),
  };
}

describe("splitSteps", () => {
  for (const { name, tokens, steps } of [
    { name: "one short sequence is one step", tokens: [5], steps: [[5]] },
    { name: "one long sequence is one step", tokens: [BATCH_TOKENS * 2], steps: [[BATCH_TOKENS * 2]] },
    { name: "a step takes sequences up to the limit", tokens: [50, 50, 28], steps: [[50, 50, 28]] },
    {
      name: "a step does not exceed the limit",
      tokens: [50, 50, 29, 10],
      steps: [
        [50, 50],
        [29, 10],
      ],
    },
    { name: "a long sequence is a step of its own", tokens: [10, 512, 512, 10], steps: [[10], [512], [512], [10]] },
    { name: "a request without sequences goes to the model as it is", tokens: [], steps: [[]] },
  ]) {
    it(`${name}, and each step waits for its turn`, async () => {
      const { stepped, sizes, counts } = split();
      await stepped.run({ inputs: tokens.map((count, i) => sequence(i, count)), nsp: true });
      assert.deepEqual(sizes, steps);
      assert.equal(counts.turns, steps.length);
    });
  }

  for (const { name, asked, way, isForSlips = false } of [
    { name: "readouts", asked: { nsp: true, classifier: true }, way: "beside" },
    { name: "actions", asked: { actions: true as const, classifier: true }, way: "beside", isForSlips: true },
    { name: "candidates", asked: { candidates: [] }, way: "beside", isForSlips: true },
    { name: "hidden states", asked: { hidden: [1] }, way: "here" },
    { name: "attention", asked: { attention: [0] }, way: "here" },
    { name: "products", asked: { products: [0] }, way: "here" },
    { name: "queries", asked: { queries: [0] }, way: "here" },
    { name: "readouts with hidden states", asked: { classifier: true, hidden: [1] }, way: "here" },
  ]) {
    it(`runs ${name} ${way}, if the model can run several batches at once`, async () => {
      const ways: string[] = [];
      const expected: unknown[] = [];
      const runAs = (which: string) => (request: ModelRequest) => {
        ways.push(which);
        return run(request);
      };
      const model = {
        run: runAs("here"),
        runBeside: runAs("beside"),
        parallel: 3,
        expect: (...announced: unknown[]) => expected.push(announced),
      } as unknown as Model;
      await splitSteps(model, () => Promise.resolve()).run({
        inputs: [sequence(1, BATCH_TOKENS), sequence(2, BATCH_TOKENS)],
        ...asked,
      });
      assert.deepEqual(ways, [way, way]);
      assert.deepEqual(expected, way === "beside" ? [[2, { slips: isForSlips }]] : []);
    });
  }

  for (const { name, asked } of [
    { name: "next-sentence logits", asked: { nsp: true } },
    { name: "class logits", asked: { classifier: true } },
    { name: "hidden states", asked: { hidden: [0, 4] } },
    { name: "attention", asked: { attention: [2] } },
    {
      name: "MLM logits, in any order and several per sequence",
      asked: {
        mlm: [
          { input: 4, position: 9 },
          { input: 0, position: 1 },
          { input: 4, position: 2 },
          { input: 1, position: 3 },
          { input: 0, position: 0 },
        ],
      },
    },
    { name: "actions", asked: { actions: true as const } },
    {
      name: "logits of candidates, in any order and several per sequence",
      asked: {
        candidates: [
          { input: 4, position: 9, pieces: [1, 2] },
          { input: 0, position: 1, pieces: [3] },
          { input: 4, position: 2, pieces: [4, 5] },
        ],
      },
    },
    { name: "nothing", asked: {} },
    {
      name: "everything",
      asked: { nsp: true, classifier: true, hidden: [1], attention: [0], mlm: [{ input: 3, position: 0 }] },
    },
  ]) {
    it(`gives the same ${name} as in one run`, async () => {
      const request = { inputs: [200, 200, 10, 300, 20].map((tokens, i) => sequence(i + 1, tokens)), ...asked };
      assert.deepEqual(await split().stepped.run(request), await run(request));
    });
  }

  it("refuses to give logits of a sequence that does not exist", async () => {
    const request = { inputs: [sequence(1, 300), sequence(2, 300)], mlm: [{ input: 2, position: 0 }] };
    await assert.rejects(split().stepped.run(request), { name: "ModelError", code: "bad-request" });
  });
});
