import assert from "node:assert/strict";
import { measureAgreement, type Measured } from "../../../src/engine/agreement/measureAgreement";
import type { ModelRequest } from "../../../src/tasks/model/model";
import { createFakeModel } from "../../tasks/fakeModel";

const turn = () => Promise.resolve();
const fake = createFakeModel({
  words: ["the", "a"],
  labels: ["negative", "positive"],
  mlm: () => ({ the: 2, a: 1 }),
  nsp: () => [2, 0],
  classifier: () => [2, 0],
});
/** Gives what is asked, and nothing else. */
const fp32: Measured["fp32"] = {
  run: async (request) => {
    const { mlm, nsp, classifier } = await fake.run(request);
    return {
      ...(request.mlm && { mlm: mlm! }),
      ...(request.nsp && { nsp: nsp! }),
      ...(request.classifier && { classifier: classifier! }),
    };
  },
};
const subject = { tokenizer: fake.tokenizer, has: fake.info.has, maxTokens: 64, segments: 2, fp32 };

/** Answers with the logits in reverse order where `isOff` says so, counted by request. */
function createInt8(isOff: (request: ModelRequest, number: number) => boolean): Measured["int8"] {
  let number = 0;
  const turn = (rows: readonly Float32Array[]) => rows.map((row) => row.toReversed());
  return {
    run: async (request) => {
      const output = await fp32.run(request);
      if (!isOff(request, number++)) return output;
      return Object.fromEntries(Object.entries(output).map(([part, rows]) => [part, turn(rows as Float32Array[])]));
    },
  };
}

describe("measureAgreement", () => {
  it("finds that a model agrees with itself", async () => {
    assert.deepEqual(await measureAgreement({ ...subject, int8: fp32 }, turn), {
      places: 60,
      firstChoices: 1,
      judged: 60,
      labels: 1,
      difference: 0,
    });
  });

  it("counts labels that differ, and how far", async () => {
    const int8 = createInt8(({ classifier }) => classifier === true);
    const found = await measureAgreement({ ...subject, int8 }, turn);
    assert.deepEqual([found.judged, found.labels], [60, 0.5]);
    // Logits of 2 and 0 give 0.881 and 0.119.
    assert.ok(Math.abs(found.difference - 0.7616) < 1e-3, String(found.difference));
  });

  it("counts first choices that differ", async () => {
    // Of the three requests about each sentence, the first hides two words: here in every second sentence.
    const int8 = createInt8(({ mlm }, number) => mlm !== undefined && number % 6 === 0);
    const { places, firstChoices, labels } = await measureAgreement({ ...subject, int8 }, turn);
    assert.deepEqual([places, firstChoices, labels], [60, 0.5, 1]);
  });

  it("asks a model nothing that it cannot answer", async () => {
    const has = { mlm: false, nsp: false, classifier: false };
    const found = await measureAgreement({ ...subject, has, int8: fp32 }, turn);
    assert.deepEqual([found.places, found.judged], [0, 0]);
    const single = await measureAgreement({ ...subject, segments: 1, int8: fp32 }, turn);
    assert.equal(single.judged, 30);
  });

  it("ends when its turn is refused", async () => {
    const refuse = () => Promise.reject(new Error("cancelled"));
    await assert.rejects(measureAgreement({ ...subject, int8: fp32 }, refuse), /cancelled/);
  });
});
