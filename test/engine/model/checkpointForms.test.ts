import assert from "node:assert/strict";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { createOnnxModel, type OnnxModel } from "../../../src/engine/model/onnxModel";
import type { ModelOutput } from "../../../src/tasks/model/model";
import { createSharded, rename } from "../../checkpoint/changeTensors";
import { createFolder, removeFolders, TINY_BERT, TINY_DISTILBERT } from "../../checkpoint/checkpointFolder";
import { convertTensor, type FileTensor, floatsOf, readTensorsOf, widenTensor } from "../../checkpoint/safetensorsFile";
import { type Answer, assertClose, type GoldenCase, joinRows, readGolden } from "../../graph/golden";

type Tensors = readonly FileTensor[];

/** These cases of `createOnnxModel` have a file of their own, because onnxModel.test.ts is long enough without them. */
describe("a model of a checkpoint in another form", () => {
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

  const pair = readGolden("tiny-bert").cases.find(({ name }) => name === "a pair")!;

  /** Asks for everything about one case, in one request. */
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

  for (const [name, folder] of [
    ["tiny-bert", TINY_BERT],
    ["tiny-distilbert", TINY_DISTILBERT],
  ] as const) {
    const isBert = name === "tiny-bert";
    const { cases, variants } = readGolden(name);
    // DistilBERT's norm has a fixed epsilon, which no config can change.
    for (const answer of variants.answers.filter(({ epsilon }) => isBert || epsilon === 1e-12)) {
      it(`answers as PyTorch does: ${name} with ${answer.activation} and epsilon ${answer.epsilon}`, async () => {
        const case_ = cases.find((found) => found.name === variants.case)!;
        const config = isBert
          ? { hidden_act: answer.activation, layer_norm_eps: answer.epsilon }
          : { activation: answer.activation };
        await assertAnswer(await open(createFolder({ from: folder, config })), case_, answer);
      });
    }
  }

  const padHeader = (tensors: Tensors, extra: number): Tensors => [
    { name: `_${"x".repeat(extra)}`, dtype: "U8", shape: [1], bytes: Uint8Array.of(1) },
    ...tensors,
  ];
  for (const { name, folder } of [
    {
      name: "gamma and beta instead of weight and bias",
      folder: () =>
        createFolder({
          tensors: (all) =>
            rename(/LayerNorm\.weight$/, "LayerNorm.gamma")(rename(/LayerNorm\.bias$/, "LayerNorm.beta")(all)),
        }),
    },
    { name: "names that lack bert.", folder: () => createFolder({ tensors: rename(/^bert\./, "") }) },
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

  it("answers from a folder with an unusual name whose files are links to another folder, as in a hub's cache", async () => {
    const folder = join(createFolder(), "modèle 模型");
    mkdirSync(folder);
    for (const file of ["config.json", "vocab.txt", "model.safetensors"])
      symlinkSync(join("..", file), join(folder, file));
    await assertAnswer(await open(folder), pair, pair);
  });

  it("uses the decoder of the MLM readout if there is one", async () => {
    // This decoder is the embeddings upside down: piece v gets the product of piece V-1-v, and its own bias.
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
    it(`answers the same from ${dtype} weights as from float32 weights of the same values`, async () => {
      const convert = (all: Tensors): Tensors => all.map((tensor) => convertTensor(tensor, dtype));
      const narrow = await answerAll(await open(createFolder({ tensors: convert })), pair);
      const wide = await answerAll(await open(createFolder({ tensors: (all) => convert(all).map(widenTensor) })), pair);
      assert.deepEqual(narrow, wide);
    });
  }
});
