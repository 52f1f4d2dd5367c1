import assert from "node:assert/strict";
import { mkdirSync, readFileSync, renameSync, symlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { readCheckpoint } from "../../src/checkpoint/readCheckpoint";
import { createSharded, rename, reshape, without } from "./changeTensors";
import { type Change, createFolder, removeFolders, TINY_BERT, TINY_DISTILBERT } from "./checkpointFolder";
import { type FileTensor } from "./safetensorsFile";

const OVERFLOWING =
  '{"cloze_temperature":1e999,"model_type":"bert","hidden_size":32,"num_hidden_layers":3,"num_attention_heads":4,"intermediate_size":64,"max_position_embeddings":512,"vocab_size":120}';
const MASKLESS = readFileSync(join(TINY_BERT, "vocab.txt"), "utf8").replace("[MASK]", "[unused0]");

describe("readCheckpoint", () => {
  after(removeFolders);

  it("reads a BERT with all its readouts", async () => {
    const checkpoint = await readCheckpoint(TINY_BERT);
    assert.deepEqual(checkpoint.config, {
      architecture: "bert",
      layers: 3,
      heads: 4,
      hiddenSize: 32,
      feedForwardSize: 64,
      embeddingRows: 120,
      maxTokens: 512,
      segments: 2,
      activation: "gelu",
      layerNormEpsilon: 1e-12,
    });
    assert.deepEqual(checkpoint.readouts, {
      mlm: { present: true },
      nsp: { present: true },
      classifier: { present: true },
      answers: { present: false, reason: "the checkpoint has no tensor qa_outputs.weight" },
      tags: {
        present: false,
        reason: "config.json names BertForPreTraining, expected one that ends with ForTokenClassification",
      },
      slips: { present: false, reason: "the checkpoint has no tensor slips.weight" },
    });
    assert.deepEqual(checkpoint.labels, ["LABEL_0", "LABEL_1", "LABEL_2"]);
    assert.equal(checkpoint.problem, "single-label");
    assert.equal(checkpoint.temperature, 1);
    assert.equal(checkpoint.tokenizer.pieces.length, 120);
    assert.equal(checkpoint.folder, TINY_BERT);
    // Embeddings: (120 + 512 + 2)·32 + 64; three layers of 8544; readouts: 1056 + 64 + 120, 1056, 66 and 99.
    assert.equal(checkpoint.parameters, 20_352 + 3 * 8544 + 1240 + 1056 + 66 + 99);
  });

  it("reads a DistilBERT and says why it has no next-sentence readout", async () => {
    const { config, readouts } = await readCheckpoint(TINY_DISTILBERT);
    assert.equal(config.architecture, "distilbert");
    assert.equal(config.segments, 0);
    assert.equal(readouts.mlm.present, true);
    assert.equal(readouts.classifier.present, true);
    assert.match(readouts.nsp.present ? "" : readouts.nsp.reason, /without next-sentence/);
  });

  it("gives a tensor's place, counted from the start of its file", async () => {
    const { tensors } = await readCheckpoint(TINY_BERT);
    const bias = tensors.get("cls.seq_relationship.bias");
    assert.deepEqual(
      { ...bias, byteOffset: 0 },
      { dtype: "F32", shape: [2], file: "model.safetensors", byteOffset: 0, byteLength: 8 },
    );
    assert.equal((bias!.byteOffset + 264) % 4, 0);
  });

  for (const { name, change } of [
    {
      name: "gamma and beta of old checkpoints",
      change: {
        tensors: (t: readonly FileTensor[]) =>
          rename(/LayerNorm\.bias$/, "LayerNorm.beta")(rename(/LayerNorm\.weight$/, "LayerNorm.gamma")(t)),
      },
    },
    { name: "a bare encoder, whose names lack bert.", change: { tensors: rename(/^bert\./, "") } },
    { name: "a bare DistilBERT", change: { from: TINY_DISTILBERT, tensors: rename(/^distilbert\./, "") } },
  ] satisfies { name: string; change: Change }[]) {
    it(`finds the published names in ${name}`, async () => {
      const plain = await readCheckpoint(change.from ?? TINY_BERT);
      const read = await readCheckpoint(createFolder(change));
      assert.deepEqual([...read.tensors.keys()].sort(), [...plain.tensors.keys()].sort());
      assert.deepEqual(read.readouts, plain.readouts);
    });
  }

  it("reads weights in several files through their index", async () => {
    const { tensors, readouts, parameters } = await readCheckpoint(createSharded());
    const plain = await readCheckpoint(TINY_BERT);
    assert.equal(tensors.size, plain.tensors.size);
    assert.equal(new Set([...tensors.values()].map(({ file }) => file)).size, 2);
    assert.deepEqual(readouts, plain.readouts);
    assert.equal(parameters, plain.parameters);
  });

  it("follows links to the folder of the weights, as in a hub's cache", async () => {
    const folder = createFolder();
    const blobs = join(folder, "blobs");
    mkdirSync(blobs);
    renameSync(join(folder, "model.safetensors"), join(blobs, "0123abcd"));
    symlinkSync(join("blobs", "0123abcd"), join(folder, "model.safetensors"));
    const { weightsFolder, tensors } = await readCheckpoint(folder);
    assert.equal(basename(weightsFolder), "blobs");
    assert.equal(basename(dirname(weightsFolder)), basename(folder));
    assert.equal(tensors.get("classifier.bias")!.file, "0123abcd");
  });

  it("makes names up where num_labels contradicts id2label, as transformers does", async () => {
    const id2label = { 0: "LABEL_0", 1: "LABEL_1" };
    const { labels } = await readCheckpoint(createFolder({ config: { id2label, num_labels: 3 } }));
    assert.deepEqual(labels, ["LABEL_0", "LABEL_1", "LABEL_2"]);
  });

  for (const { name, id2label, labels } of [
    { name: "numbers", id2label: { 0: 0, 1: 1, 2: 2 }, labels: ["0", "1", "2"] },
    { name: "a list", id2label: ["a", "b", "c"], labels: ["a", "b", "c"] },
    { name: "truth values and words", id2label: { 0: false, 1: true, 2: "c" }, labels: ["false", "true", "c"] },
  ]) {
    it(`reads labels that are ${name}`, async () => {
      const checkpoint = await readCheckpoint(createFolder({ config: { id2label } }));
      assert.deepEqual(checkpoint.labels, labels);
      assert.equal(checkpoint.readouts.classifier.present, true);
    });
  }

  it("leaves out tensors that hold no weights", async () => {
    const positions = { name: "bert.embeddings.position_ids", dtype: "I64", shape: [1, 2], bytes: new Uint8Array(16) };
    const { tensors } = await readCheckpoint(createFolder({ tensors: (all) => [...all, positions] }));
    assert.equal(tensors.has(positions.name), false);
  });

  for (const { name, change, readout, reason } of [
    {
      name: "a vocabulary without a mask",
      change: { files: { "vocab.txt": MASKLESS } },
      readout: "mlm",
      reason: /no mask piece/,
    },
    {
      name: "a readout of another shape",
      change: { tensors: reshape("cls.seq_relationship.weight", [32, 2]) },
      readout: "nsp",
      reason: /cls\.seq_relationship\.weight.*\[32, 2\]/,
    },
    {
      name: "a readout of another type",
      change: {
        tensors: (all) =>
          all.map((tensor) =>
            tensor.name === "classifier.bias" ? { ...tensor, dtype: "F64", bytes: new Uint8Array(24) } : tensor,
          ),
      },
      readout: "classifier",
      reason: /classifier\.bias/,
    },
    ...[0, -1].map((temperature) => ({
      name: `a temperature of ${temperature}`,
      change: { config: { cloze_temperature: temperature } },
      readout: "classifier" as const,
      reason: new RegExp(`cloze_temperature is ${temperature},`),
    })),
    {
      name: "a temperature that overflows",
      change: { files: { "config.json": OVERFLOWING } },
      readout: "classifier",
      reason: /cloze_temperature/,
    },
    {
      name: "an unknown problem",
      change: { config: { problem_type: "guess" } },
      readout: "classifier",
      reason: /problem_type is "guess"/,
    },
    {
      name: "labels for another number of logits",
      change: { config: { id2label: { 0: "a", 1: "b" } } },
      readout: "classifier",
      reason: /2 labels, expected 3/,
    },
    {
      name: "labels whose ids have a gap",
      change: { config: { id2label: { 0: "a", 1: "b", 3: "c" } } },
      readout: "classifier",
      reason: /id2label: 2 is nothing/,
    },
    {
      name: "no MLM readout",
      change: { tensors: without("cls.predictions") },
      readout: "mlm",
      reason: /cls\.predictions\.transform/,
    },
    {
      name: "half an MLM readout",
      change: { tensors: without("transform.LayerNorm") },
      readout: "mlm",
      reason: /transform\.LayerNorm\.weight/,
    },
    {
      name: "no pooler",
      change: { tensors: without("pooler") },
      readout: "nsp",
      reason: /bert\.pooler\.dense\.weight/,
    },
    {
      name: "a classifier without a pooler",
      change: { tensors: without("pooler") },
      readout: "classifier",
      reason: /pooler/,
    },
    {
      name: "a classifier for tokens",
      change: { config: { architectures: ["BertForTokenClassification"] } },
      readout: "classifier",
      reason: /BertForTokenClassification/,
    },
    {
      name: "a DistilBERT without pre_classifier",
      change: { from: TINY_DISTILBERT, tensors: without("pre_classifier") },
      readout: "classifier",
      reason: /pre_classifier/,
    },
  ] satisfies { name: string; change: Change; readout: "mlm" | "nsp" | "classifier"; reason: RegExp }[]) {
    it(`reports that a readout is absent, and why: ${name}`, async () => {
      const state = (await readCheckpoint(createFolder(change))).readouts[readout];
      assert.match(state.present ? "present" : state.reason, reason);
    });
  }

  for (const { name, config, labels, problem } of [
    {
      name: "three named labels",
      config: { id2label: { 0: "negative", 1: "neutral", 2: "positive" } },
      labels: ["negative", "neutral", "positive"],
      problem: "single-label",
    },
    {
      name: "several labels at once",
      config: { problem_type: "multi_label_classification" },
      labels: ["LABEL_0", "LABEL_1", "LABEL_2"],
      problem: "multi-label",
    },
  ]) {
    it(`reads the classifier's labels: ${name}`, async () => {
      const checkpoint = await readCheckpoint(createFolder({ config }));
      assert.deepEqual(checkpoint.labels, labels);
      assert.equal(checkpoint.problem, problem);
    });
  }

  it("takes one label for a regression by default", async () => {
    const one = (tensors: readonly FileTensor[]) =>
      tensors.map((tensor) =>
        tensor.name.startsWith("classifier")
          ? { ...tensor, shape: [1, ...tensor.shape.slice(1)], bytes: tensor.bytes.slice(0, tensor.bytes.length / 3) }
          : tensor,
      );
    assert.equal((await readCheckpoint(createFolder({ tensors: one }))).problem, "regression");
  });

  it("has no labels without a classifier", async () => {
    const { labels, problem } = await readCheckpoint(createFolder({ tensors: without("classifier") }));
    assert.deepEqual(labels, []);
    assert.equal(problem, undefined);
  });

  it("reads the temperature of a calibrated classifier", async () => {
    assert.equal((await readCheckpoint(createFolder({ config: { cloze_temperature: 1.7 } }))).temperature, 1.7);
  });
});
