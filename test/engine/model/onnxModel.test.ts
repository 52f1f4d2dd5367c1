import assert from "node:assert/strict";
import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { createOnnxModel, type OnnxModel, type OnnxModelOptions } from "../../../src/engine/model/onnxModel";
import { ModelError, type ModelInput, type ModelOutput, type ModelRequest } from "../../../src/tasks/model/model";
import { createSharded, rename } from "../../checkpoint/changeTensors";
import {
  createFolder,
  removeFolders,
  TINY_BERT,
  TINY_DISTILBERT,
  type Change,
} from "../../checkpoint/checkpointFolder";
import { convertTensor, floatsOf, readTensorsOf, widenTensor, type FileTensor } from "../../checkpoint/safetensorsFile";
import { assertClose, joinRows, readGolden, type Answer, type GoldenCase } from "../../graph/golden";

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

    it(`answers as PyTorch: every head of ${name}, all cases in one request`, async () => {
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

    it(`answers as PyTorch: every hidden layer of ${name}, in the order asked`, async () => {
      const output = await (await open(folder)).run({ inputs: cases, hidden: [3, 0, 2, 1, 3] });
      for (const [index, case_] of cases.entries()) {
        for (const [place, layer] of [3, 0, 2, 1, 3].entries()) {
          assertClose(output.hidden![index]![place], case_.hidden[layer]!, `layer ${layer}, ${case_.name}`);
        }
      }
    });

    it(`answers as PyTorch: attention of every layer of ${name}`, async () => {
      const model = await open(folder);
      for (const layers of [[2], [0], [1], [1, 2], [0, 1, 2]]) {
        const { attention } = await model.run({ inputs: cases, attention: layers });
        for (const [index, case_] of cases.entries()) {
          for (const [place, layer] of layers.entries())
            assertClose(attention![index]![place], case_.attention[layer]!, `layer ${layer}, ${case_.name}`);
        }
      }
    });

    const { variants } = readGolden(name);
    // DistilBERT's norm has an epsilon of its own, which no config changes.
    for (const answer of variants.answers.filter(({ epsilon }) => isBert || epsilon === 1e-12)) {
      it(`answers as PyTorch: ${name} with ${answer.activation} and epsilon ${answer.epsilon}`, async () => {
        const case_ = cases.find((found) => found.name === variants.case)!;
        const config = isBert
          ? { hidden_act: answer.activation, layer_norm_eps: answer.epsilon }
          : { activation: answer.activation };
        await assertAnswer(await open(createFolder({ from: folder, config })), case_, answer);
      });
    }
  }

  /** Everything of one case, in one request. */
  async function answerAll(model: OnnxModel, { ids, segments, masks }: GoldenCase): Promise<ModelOutput> {
    return model.run({
      inputs: [{ ids, segments }],
      mlm: masks.map((position) => ({ input: 0, position })),
      nsp: model.info.has.nsp,
      classifier: model.info.has.classifier,
      hidden: [0, 1, 2, 3],
      attention: [1],
    });
  }

  async function assertAnswer(model: OnnxModel, case_: GoldenCase, answer: Answer): Promise<void> {
    const output = await answerAll(model, case_);
    assertClose(joinRows(output.mlm!), answer.mlm, "mlm");
    assertClose(output.attention![0]![0], answer.attention[1]!, "attention");
    if (output.classifier) assertClose(output.classifier[0], answer.classifier, "classifier");
    if (answer.nsp && output.nsp) assertClose(output.nsp[0], answer.nsp, "nsp");
    for (const [layer, packed] of answer.hidden.entries())
      assertClose(output.hidden![0]![layer], packed, `layer ${layer}`);
  }

  const padHeader = (tensors: Tensors, extra: number): Tensors => [
    { name: `_${"x".repeat(extra)}`, dtype: "U8", shape: [1], bytes: Uint8Array.of(1) },
    ...tensors,
  ];
  for (const { name, folder } of [
    {
      name: "gamma and beta for weight and bias",
      folder: () =>
        createFolder({
          tensors: (all) =>
            rename(/LayerNorm\.weight$/, "LayerNorm.gamma")(rename(/LayerNorm\.bias$/, "LayerNorm.beta")(all)),
        }),
    },
    { name: "no bert. before its names", folder: () => createFolder({ tensors: rename(/^bert\./, "") }) },
    { name: "two files", folder: () => createSharded() },
    { name: "an F32 tensor at an odd byte", folder: () => createFolder({ tensors: (all) => padHeader(all, 1) }) },
    { name: "an F32 tensor at another odd byte", folder: () => createFolder({ tensors: (all) => padHeader(all, 2) }) },
    {
      name: "a decoder that is a copy of the embeddings",
      folder: () =>
        createFolder({
          tensors: (all) => [
            ...all,
            { ...all.find((t) => t.name.includes("word_embeddings"))!, name: "cls.predictions.decoder.weight" },
          ],
        }),
    },
    {
      name: "the decoder's bias under its other name",
      folder: () => createFolder({ tensors: rename(/^cls\.predictions\.bias$/, "cls.predictions.decoder.bias") }),
    },
  ]) {
    it(`answers the same from a checkpoint with ${name}`, async () => {
      await assertAnswer(await open(folder()), pair, pair);
    });
  }

  it("answers from a folder of any name whose weights are a link out of it, as in a hub's cache", async () => {
    const folder = join(createFolder(), "modèle 模型");
    mkdirSync(folder);
    for (const file of ["config.json", "vocab.txt", "model.safetensors"])
      symlinkSync(join("..", file), join(folder, file));
    await assertAnswer(await open(folder), pair, pair);
  });

  it("answers from the decoder of the head where it has one of its own", async () => {
    // The embeddings upside down: piece v then has the product of piece V-1-v, and its own bias.
    const separate = (all: Tensors): Tensors => {
      const words = all.find(({ name }) => name.endsWith("word_embeddings.weight"))!;
      const rows = Array.from({ length: 120 }, (_, v) => words.bytes.subarray((119 - v) * 128, (120 - v) * 128));
      return [...all, { ...words, name: "cls.predictions.decoder.weight", bytes: Buffer.concat(rows) }];
    };
    const bias = floatsOf(
      readTensorsOf(join(TINY_BERT, "model.safetensors")).find(({ name }) => name === "cls.predictions.bias")!,
    );
    const model = await open(createFolder({ config: { tie_word_embeddings: false }, tensors: separate }));
    const rows = (await answerAll(model, pair)).mlm!;
    const flipped = rows.map((row) => row.map((_, v) => row[119 - v]! - bias[119 - v]! + bias[v]!));
    assertClose(joinRows(flipped), pair.mlm, "mlm");
  });

  for (const dtype of ["F16", "BF16"] as const) {
    it(`answers from ${dtype} weights as from float32 weights of the same values`, async () => {
      const convert = (all: Tensors): Tensors => all.map((tensor) => convertTensor(tensor, dtype));
      const narrow = await answerAll(await open(createFolder({ tensors: convert })), pair);
      const wide = await answerAll(await open(createFolder({ tensors: (all) => convert(all).map(widenTensor) })), pair);
      assert.deepEqual(narrow, wide);
    });
  }

  for (const { name, tensors, config, labels, problem } of [
    { name: "one number", labels: 1, problem: "regression", tensors: cutClassifier(1), config: {} },
    {
      name: "seven labels, of which several may hold",
      labels: 7,
      problem: "multi-label",
      tensors: cutClassifier(7),
      config: { problem_type: "multi_label_classification" },
    },
  ] satisfies (Change & { name: string; labels: number; problem: string })[]) {
    it(`gives the logits of a classifier of ${name}`, async () => {
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

  const draw = (seed: number, length: number): ModelInput => ({
    ids: Array.from({ length }, (_, index) => (index === 0 ? 2 : 5 + ((seed * 31 + index * index * 7) % 110))),
    segments: Array.from({ length }, (_, index) => (index > length / 2 ? 1 : 0)),
  });
  const bundled = join(import.meta.dirname, "..", "..", "..", "models", "cloze-small");
  for (const { name, folder, threads } of [
    { name: "tiny BERT", folder: TINY_BERT, threads: 1 },
    { name: "bundled model", folder: bundled, threads: 1 },
    { name: "bundled model on two threads", folder: bundled, threads: 2 },
  ]) {
    it(`gives each sequence the answer it gets alone, bit for bit: ${name}`, async () => {
      const model = await open(folder, { threads });
      const lengths = [9, 5, 9, 9, 17, 5, 1, 9, 64, 64, 64, 17, 128, 128, 2, 2];
      const inputs = lengths.map((length, seed) => draw(seed, length));
      const ask = (request: readonly ModelInput[]): ModelRequest => ({
        inputs: request,
        nsp: true,
        mlm: request.flatMap(({ ids }, input) =>
          Array.from({ length: ids.length % 3 }, (_, position) => ({ input, position })),
        ),
      });
      const together = await model.run(ask(inputs));
      let row = 0;
      for (const [index, input] of inputs.entries()) {
        const alone = await model.run(ask([input]));
        assert.deepEqual(together.nsp![index], alone.nsp![0], `sequence ${index}`);
        for (const logits of alone.mlm!) assert.deepEqual(together.mlm![row++], logits, `sequence ${index}`);
      }
      assert.equal(row, together.mlm!.length);
    });
  }

  it("gives no logits for rows of the embeddings that no piece has", async () => {
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

  it("says what the model is", async () => {
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
      has: { mlm: true, nsp: true, classifier: true },
      labels: ["LABEL_0", "LABEL_1", "LABEL_2"],
      problem: "single-label",
      temperature: 1,
      device: "CPU",
      deviceReason: "asked for",
      precision: "fp32",
    });
    assert.deepEqual(
      tokenizer.encode("A b").tokens.map(({ text }) => text),
      ["[CLS]", "a", "b", "[SEP]"],
    );
  });

  const ok: ModelInput = { ids: [2, 5, 3], segments: [0, 0, 0] };

  it("fails, rather than answer NaN, when a weight is not finite", async () => {
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

  it("answers requests that wait together, over more layers than it keeps graphs for", async () => {
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

  it("fails after it was disposed, and may be disposed twice", async () => {
    const model = await open(TINY_BERT);
    await model.run({ inputs: [ok], nsp: true, attention: [0] });
    await model.dispose();
    await model.dispose();
    await assert.rejects(
      model.run({ inputs: [ok], nsp: true }),
      (error) => error instanceof ModelError && error.code === "failed",
    );
  });

  it("ends a session that is in use when it is disposed", async () => {
    const model = await open(TINY_BERT);
    const running = model.run({ inputs: [ok], nsp: true });
    await model.dispose();
    assert.equal((await running).nsp!.length, 1);
  });
});

/** The classifier with another number of labels: its three rows, over and over. */
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
