import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createOnnxModel } from "../../../src/engine/model/onnxModel";
import { createFolder, removeFolders, TINY_BERT, TINY_DISTILBERT } from "../../checkpoint/checkpointFolder";
import { type FileTensor, floatsOf } from "../../checkpoint/safetensorsFile";

/** Every value of the tensors whose name matches. */
const setAll = (name: RegExp, value: number) => (all: readonly FileTensor[]) =>
  all.map((tensor) =>
    name.test(tensor.name) ? { ...tensor, bytes: new Uint8Array(floatsOf(tensor).fill(value).buffer) } : tensor,
  );

describe("a model's first answer", () => {
  let cacheFolder: string;
  before(() => {
    cacheFolder = mkdtempSync(path.join(tmpdir(), "cloze-cache-"));
  });
  after(() => {
    rmSync(cacheFolder, { recursive: true });
    removeFolders();
  });
  const answer = async (folder: string) => {
    const model = await createOnnxModel(folder, { cacheFolder, threads: 1 });
    try {
      await model.answerOnce();
    } finally {
      await model.dispose();
    }
  };

  for (const { name, makeFolder } of [
    { name: "BERT", makeFolder: () => TINY_BERT },
    { name: "DistilBERT", makeFolder: () => TINY_DISTILBERT },
    {
      name: "an encoder without readouts",
      makeFolder: () => createFolder({ tensors: (all) => all.filter(({ name }) => /^bert\.(?!pooler)/.test(name)) }),
    },
  ]) {
    it(`is given by ${name}`, () => answer(makeFolder()));
  }

  for (const { name, tensors } of [
    { name: "a weight that is no number", tensors: setAll(/layer\.0\.output\.dense\.weight/, NaN) },
    { name: "an infinite weight", tensors: setAll(/LayerNorm\.weight/, Infinity) },
    { name: "weights that overflow", tensors: setAll(/dense\.weight/, 3e38) },
    { name: "a classifier whose bias is no number", tensors: setAll(/classifier\.bias/, NaN) },
    { name: "a fill-mask layer that overflows", tensors: setAll(/predictions/, 3e38) },
  ]) {
    it(`is an error that names the folder for ${name}`, async () => {
      const folder = createFolder({ tensors });
      await assert.rejects(answer(folder), (error: Error) => {
        assert.ok(error.message.startsWith(`${folder}: the model loads but does not answer: `), error.message);
        assert.match(error.message, /expected a finite number/);
        return true;
      });
    });
  }
});
