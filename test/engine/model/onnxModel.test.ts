import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createOnnxModel, type OnnxModel, type OnnxModelOptions } from "../../../src/engine/model/onnxModel";
import { ModelError, type ModelInput, type ModelRequest } from "../../../src/tasks/model/model";
import {
  type Change,
  createFolder,
  removeFolders,
  TINY_BERT,
  TINY_DISTILBERT,
} from "../../checkpoint/checkpointFolder";
import type { FileTensor } from "../../checkpoint/safetensorsFile";
import { assertClose, joinRows, readGolden } from "../../graph/golden";

type Tensors = readonly FileTensor[];

describe("createOnnxModel", () => {
  const models: OnnxModel[] = [];
  const open = async (folder: string, options?: OnnxModelOptions): Promise<OnnxModel> => {
    const model = await createOnnxModel(folder, options);
    models.push(model);
    return model;
  };
  afterEach(async () => {
    for (const model of models.splice(0)) await model.dispose();
  });
  after(removeFolders);

  const tiny = readGolden("tiny-bert");
  const pair = tiny.cases.find(({ name }) => name === "a pair")!;

  for (const [name, folder] of [
    ["tiny-bert", TINY_BERT],
    ["tiny-distilbert", TINY_DISTILBERT],
  ] as const) {
    const { cases } = readGolden(name);
    const isBert = name === "tiny-bert";

    it(`answers as PyTorch does: every readout of ${name}, all cases in one request`, async () => {
      const model = await open(folder);
      const output = await model.run({
        inputs: cases,
        mlm: cases.flatMap(({ masks }, input) => masks.map((position) => ({ input, position }))),
        nsp: isBert,
        classifier: true,
      });
      let row = 0;
      for (const [index, case_] of cases.entries()) {
        const rows = output.mlm!.slice(row, (row += case_.masks.length));
        assertClose(joinRows(rows), case_.mlm, `mlm, ${case_.name}`);
        assertClose(output.classifier![index], case_.classifier, `classifier, ${case_.name}`);
        if (case_.nsp) assertClose(output.nsp![index], case_.nsp, `nsp, ${case_.name}`);
      }
    });

    it(`answers as PyTorch does: every hidden layer of ${name}, in the order in which layers were asked for`, async () => {
      const output = await (await open(folder)).run({ inputs: cases, hidden: [3, 0, 2, 1, 3] });
      for (const [index, case_] of cases.entries()) {
        for (const [place, layer] of [3, 0, 2, 1, 3].entries()) {
          assertClose(output.hidden![index]![place], case_.hidden[layer]!, `layer ${layer}, ${case_.name}`);
        }
      }
    });

    it(`answers as PyTorch does: attention of every layer of ${name}`, async () => {
      const model = await open(folder);
      for (const layers of [[2], [0], [1], [1, 2], [0, 1, 2]]) {
        const { attention } = await model.run({ inputs: cases, attention: layers });
        for (const [index, case_] of cases.entries()) {
          for (const [place, layer] of layers.entries())
            assertClose(attention![index]![place], case_.attention[layer]!, `layer ${layer}, ${case_.name}`);
        }
      }
    });
  }

  for (const { name, tensors, config, labels, problem } of [
    { name: "one output", labels: 1, problem: "regression", tensors: cutClassifier(1), config: {} },
    {
      name: "seven labels, several of which may apply",
      labels: 7,
      problem: "multi-label",
      tensors: cutClassifier(7),
      config: { problem_type: "multi_label_classification" },
    },
  ] satisfies (Change & { name: string; labels: number; problem: string })[]) {
    it(`gives the logits of a classifier with ${name}`, async () => {
      const model = await open(createFolder({ tensors, config }));
      assert.equal(model.info.problem, problem);
      const { classifier } = await model.run({ inputs: [pair], classifier: true });
      const three = (await (await open(TINY_BERT)).run({ inputs: [pair], classifier: true })).classifier![0]!;
      assert.deepEqual(
        [...classifier![0]!],
        Array.from({ length: labels }, (_, index) => three[index % 3]),
      );
    });
  }

  it("gives no logits for rows of the embeddings that stand for no piece", async () => {
    const folder = createFolder({
      files: { "vocab.txt": readFileSync(join(TINY_BERT, "vocab.txt"), "utf8").split("\n").slice(0, 100).join("\n") },
    });
    const model = await open(folder);
    assert.equal(model.info.vocabularySize, 100);
    assert.equal((await model.run({ inputs: [pair], mlm: [{ input: 0, position: 1 }] })).mlm![0]!.length, 100);
  });

  it("gives an empty list for no sequences", async () => {
    const output = await (await open(TINY_BERT)).run({ inputs: [], mlm: [], nsp: true, classifier: true });
    assert.deepEqual(output, { mlm: [], nsp: [], classifier: [] });
  });

  it("describes the model", async () => {
    const { info, tokenizer } = await open(TINY_BERT);
    assert.deepEqual(info, {
      folder: TINY_BERT,
      name: "tiny-bert",
      architecture: "bert",
      layers: 3,
      heads: 4,
      hiddenSize: 32,
      vocabularySize: 120,
      maxTokens: 512,
      cased: false,
      parameters: 48_445,
      has: { mlm: true, nsp: true, classifier: true, answers: false, tags: false },
      lacks: {
        answers: "the checkpoint has no tensor qa_outputs.weight",
        tags: "config.json names BertForPreTraining, expected one that ends with ForTokenClassification",
        slips: "the checkpoint has no tensor slips.weight",
      },
      labels: ["LABEL_0", "LABEL_1", "LABEL_2"],
      tags: [],
      problem: "single-label",
      temperature: 1,
      mask: "[MASK]",
      continuingPrefix: "##",
      poolingLack: "no modules.json",
      device: "CPU",
      deviceReason: "asked for",
      precision: "fp32",
      statesPrecision: "fp32",
      precisionReason: "asked for",
    });
    assert.deepEqual(
      tokenizer.encode("A b").tokens.map(({ text }) => text),
      ["[CLS]", "a", "b", "[SEP]"],
    );
  });

  const ok: ModelInput = { ids: [2, 5, 3], segments: [0, 0, 0] };

  it("fails instead of answering NaN when a weight is not finite", async () => {
    const spoil = (all: Tensors): Tensors =>
      all.map((tensor) =>
        tensor.name === "cls.seq_relationship.bias"
          ? { ...tensor, bytes: new Uint8Array(Float32Array.of(NaN, 0).buffer) }
          : tensor,
      );
    const model = await open(createFolder({ tensors: spoil }));
    await assert.rejects(
      model.run({ inputs: [ok], nsp: true }),
      (error) => error instanceof ModelError && error.code === "failed" && error.message.includes("NaN"),
    );
  });

  it("answers simultaneous requests for more layers than it keeps graphs for", async () => {
    const model = await open(TINY_BERT);
    const asked = [0, 1, 2, 0, 1, 2].flatMap((layer): ModelRequest[] => [
      { inputs: [pair], attention: [layer] },
      { inputs: [pair], hidden: [layer, 3] },
    ]);
    const outputs = await Promise.all(asked.map((request) => model.run(request)));
    for (const [index, { attention, hidden }] of asked.entries()) {
      if (attention) assertClose(outputs[index]!.attention![0]![0], pair.attention[attention[0]!]!, "attention");
      if (hidden !== undefined) assertClose(outputs[index]!.hidden![0]![0], pair.hidden[hidden[0]!]!, "hidden");
    }
  });

  it("fails after it was disposed, and can be disposed twice", async () => {
    const model = await open(TINY_BERT);
    await model.run({ inputs: [ok], nsp: true, attention: [0] });
    await model.dispose();
    await model.dispose();
    await assert.rejects(
      model.run({ inputs: [ok], nsp: true }),
      (error) => error instanceof ModelError && error.code === "failed",
    );
  });

  it("disposes a session in use only when its use ends", async () => {
    const model = await open(TINY_BERT);
    const running = model.run({ inputs: [ok], nsp: true });
    await model.dispose();
    assert.equal((await running).nsp!.length, 1);
  });
});

/** Gives the classifier another number of labels by repeating its three rows. */
function cutClassifier(labels: number): (tensors: Tensors) => Tensors {
  return (tensors) =>
    tensors.map((tensor) => {
      if (!tensor.name.startsWith("classifier")) return tensor;
      const size = tensor.bytes.length / 3;
      const rows = Array.from({ length: labels }, (_, index) =>
        tensor.bytes.subarray((index % 3) * size, ((index % 3) + 1) * size),
      );
      return { ...tensor, shape: [labels, ...tensor.shape.slice(1)], bytes: Buffer.concat(rows) };
    });
}
