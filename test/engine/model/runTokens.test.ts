import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createOnnxModel, type OnnxModel } from "../../../src/engine/model/onnxModel";
import { createFolder, removeFolders } from "../../checkpoint/checkpointFolder";
import type { FileTensor } from "../../checkpoint/safetensorsFile";
import { createRandom } from "../../graph/createRandom";

const random = createRandom(7);
const draw = (name: string, ...shape: number[]): FileTensor => {
  const size = shape.reduce((product, each) => product * each, 1);
  const values = Float32Array.from({ length: size }, () => random() - 0.5);
  return { name, dtype: "F32", shape, bytes: new Uint8Array(values.buffer) };
};
/** Inputs of one length and of another, so that some share a batch. */
const INPUTS = [5, 9, 5, 12].map((length, i) => ({
  ids: Array.from({ length }, (_, t) => (7 * t + 11 * i) % 120),
  segments: Array.from({ length }, (_, t) => Number(t > 3)),
}));

describe("readouts of every token", () => {
  let model: OnnxModel;
  let cacheFolder: string;
  before(async () => {
    cacheFolder = mkdtempSync(join(tmpdir(), "cloze-tokens-"));
    const folder = createFolder({
      config: { architectures: ["BertForTokenClassification"], id2label: ["O", "B-A", "I-A"] },
      tensors: (all) => [...all, draw("qa_outputs.weight", 2, 32), draw("qa_outputs.bias", 2)],
    });
    model = await createOnnxModel(folder, { precision: "auto", cacheFolder });
  });
  after(async () => {
    await model.dispose();
    rmSync(cacheFolder, { recursive: true });
    removeFolders();
  });

  it("give each sequence, in a batch, what they give it alone", async () => {
    const request = { answers: true, tags: true, exact: true } as const;
    const together = await model.run({ inputs: INPUTS, ...request });
    for (const [index, input] of INPUTS.entries()) {
      const alone = await model.run({ inputs: [input], ...request });
      assert.equal(together.answers?.[index]?.length, 2 * input.ids.length);
      assert.equal(together.tags?.[index]?.length, 3 * input.ids.length);
      assert.deepEqual(together.answers[index], alone.answers?.[0]);
      assert.deepEqual(together.tags[index], alone.tags?.[0]);
    }
  });

  it("are asked of the last layer alone", () =>
    assert.rejects(model.run({ inputs: INPUTS.slice(0, 1), answers: true, layers: [1] }), {
      code: "bad-request",
      message: /every token: of every layer, expected the last alone/,
    }));

  it("leave the other readouts what they are", async () => {
    const words = { inputs: INPUTS.slice(0, 1), mlm: [{ input: 0, position: 2 }] };
    const [alone, beside] = [await model.run(words), await model.run({ ...words, tags: true })];
    assert.deepEqual(alone.mlm, beside.mlm);
  });
});
