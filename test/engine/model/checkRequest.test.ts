import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createOnnxModel, type OnnxModel } from "../../../src/engine/model/onnxModel";
import { fillMask } from "../../../src/tasks/fill/fillMask";
import { ModelError, type ModelErrorCode, type ModelInput, type ModelRequest } from "../../../src/tasks/model/model";
import { without } from "../../checkpoint/changeTensors";
import { createFolder, removeFolders, TINY_BERT } from "../../checkpoint/checkpointFolder";
import type { FileTensor } from "../../checkpoint/safetensorsFile";

describe("checkRequest", () => {
  const models: OnnxModel[] = [];
  const open = async (folder: string): Promise<OnnxModel> => {
    const model = await createOnnxModel(folder);
    models.push(model);
    return model;
  };
  afterEach(async () => {
    for (const model of models.splice(0)) await model.dispose();
  });
  after(removeFolders);

  const ok: ModelInput = { ids: [2, 5, 3], segments: [0, 0, 0] };
  const long = Array.from({ length: 513 }, () => 5);
  const refused: { name: string; request: ModelRequest; code: ModelErrorCode; message: RegExp }[] = [
    {
      name: "no tokens",
      request: { inputs: [{ ids: [], segments: [] }], nsp: true },
      code: "bad-request",
      message: /0 tokens/,
    },
    {
      name: "513 tokens",
      request: { inputs: [ok, { ids: long, segments: long }], nsp: true },
      code: "too-long",
      message: /input 1: 513 tokens, expected at most 512/,
    },
    {
      name: "too few segments",
      request: { inputs: [{ ...ok, segments: [0] }], nsp: true },
      code: "bad-request",
      message: /1 segment ids, expected 3/,
    },
    {
      name: "an id beyond the embeddings",
      request: { inputs: [{ ...ok, ids: [2, 120, 3] }], nsp: true },
      code: "bad-request",
      message: /0 to 119/,
    },
    {
      name: "an id below 0",
      request: { inputs: [{ ...ok, ids: [2, -1, 3] }], nsp: true },
      code: "bad-request",
      message: /id/,
    },
    {
      name: "an id that is not an integer",
      request: { inputs: [{ ...ok, ids: [2, NaN, 3] }], nsp: true },
      code: "bad-request",
      message: /id/,
    },
    {
      name: "a third segment",
      request: { inputs: [{ ...ok, segments: [0, 1, 2] }], nsp: true },
      code: "bad-request",
      message: /segment/,
    },
    {
      name: "a position after the end",
      request: { inputs: [ok], mlm: [{ input: 0, position: 3 }] },
      code: "bad-request",
      message: /position in input 0 is 3/,
    },
    {
      name: "a position below 0",
      request: { inputs: [ok], mlm: [{ input: 0, position: -1 }] },
      code: "bad-request",
      message: /-1/,
    },
    {
      name: "a sequence that does not exist",
      request: { inputs: [ok], mlm: [{ input: 1, position: 0 }] },
      code: "bad-request",
      message: /input is 1/,
    },
    {
      name: "candidates after the end",
      request: { inputs: [ok], candidates: [{ input: 0, position: 3, pieces: [5] }] },
      code: "bad-request",
      message: /candidates position in input 0 is 3/,
    },
    {
      name: "candidates of a sequence that does not exist",
      request: { inputs: [ok], candidates: [{ input: -1, position: 0, pieces: [5] }] },
      code: "bad-request",
      message: /candidates input is -1/,
    },
    {
      name: "no candidates at a place",
      request: { inputs: [ok], candidates: [{ input: 0, position: 0, pieces: [] }] },
      code: "bad-request",
      message: /candidates 0: no pieces/,
    },
    {
      name: "a candidate beyond the vocabulary",
      request: { inputs: [ok], candidates: [{ input: 0, position: 0, pieces: [5, 120] }] },
      code: "bad-request",
      message: /candidates 0: a piece is out of range, expected integers from 0 to 119/,
    },
    {
      name: "actions",
      request: { inputs: [ok], actions: true },
      code: "no-readout",
      message: /no tensor slips\.weight/,
    },
    { name: "a layer above the last", request: { inputs: [ok], hidden: [4] }, code: "bad-request", message: /4/ },
    { name: "no layers", request: { inputs: [ok], hidden: [] }, code: "bad-request", message: /none/ },
    { name: "attention of no layers", request: { inputs: [ok], attention: [] }, code: "bad-request", message: /none/ },
    {
      name: "attention above the last layer",
      request: { inputs: [ok], attention: [3] },
      code: "bad-request",
      message: /3/,
    },
  ];
  for (const { name, request, code, message } of refused) {
    it(`refuses ${name}, and answers the next request`, async () => {
      const model = await open(TINY_BERT);
      await assert.rejects(
        model.run(request),
        (error) => error instanceof ModelError && error.code === code && message.test(error.message),
      );
      assert.equal((await model.run({ inputs: [ok], nsp: true })).nsp!.length, 1);
    });
  }

  it("says that a model of one segment reads no pairs, and reads one text", async () => {
    const segments = "bert.embeddings.token_type_embeddings.weight";
    const cut = (tensors: readonly FileTensor[]) =>
      tensors.map((tensor) =>
        tensor.name === segments ? { ...tensor, shape: [1, 32], bytes: tensor.bytes.slice(0, 128) } : tensor,
      );
    const model = await open(createFolder({ config: { type_vocab_size: 1 }, tensors: cut }));
    await assert.rejects(model.run({ inputs: [{ ...ok, segments: [0, 0, 1] }], classifier: true }), {
      code: "bad-request",
      message: /not a pair.*type_vocab_size is 1/,
    });
    await assert.rejects(model.run({ inputs: [ok], nsp: true }), {
      code: "no-readout",
      message: /type_vocab_size is 1/,
    });
    assert.equal((await model.run({ inputs: [ok], classifier: true })).classifier!.length, 1);
  });

  it("says why there is no fill-mask readout, and answers the others, where the vocabulary has no mask", async () => {
    const vocabulary = readFileSync(join(TINY_BERT, "vocab.txt"), "utf8").replace("[MASK]", "[unused0]");
    const model = await open(createFolder({ files: { "vocab.txt": vocabulary } }));
    assert.equal(model.info.mask, undefined);
    assert.match(model.info.lacks?.mlm ?? "", /no mask piece/);
    assert.deepEqual(model.info.has, { mlm: false, nsp: true, classifier: true, answers: false, tags: false });
    await assert.rejects(model.run({ inputs: [ok], mlm: [{ input: 0, position: 1 }] }), { code: "no-readout" });
    for (const text of ["a [MASK]", "a b"]) {
      const masks = text === "a b" ? [{ start: 2, end: 3 }] : undefined;
      await assert.rejects(fillMask(model, { text, ...(masks && { masks }) }), {
        code: "no-readout",
        message: /no mask piece/,
      });
    }
    assert.equal((await model.run({ inputs: [ok], classifier: true })).classifier!.length, 1);
  });

  it("refuses a readout that the checkpoint lacks, and says which tensor is missing", async () => {
    const model = await open(createFolder({ tensors: without("classifier") }));
    await assert.rejects(
      model.run({ inputs: [ok], classifier: true }),
      (error) =>
        error instanceof ModelError &&
        error.code === "no-readout" &&
        /has no classifier: .*classifier\.bias/.test(error.message),
    );
  });
});
