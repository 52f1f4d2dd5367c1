import assert from "node:assert/strict";
import { readCheckpoint } from "../../src/checkpoint/readCheckpoint";
import { without } from "./changeTensors";
import { type Change, createFolder, removeFolders, TINY_DISTILBERT } from "./checkpointFolder";
import type { FileTensor } from "./safetensorsFile";

/** Tensors of the tiny checkpoints' size. */
const zeros = (name: string, ...shape: number[]): FileTensor => ({
  name,
  dtype: "F32",
  shape,
  bytes: new Uint8Array(4 * shape.reduce((product, size) => product * size, 1)),
});
const withQuestions = (all: readonly FileTensor[]) => [
  ...all,
  zeros("qa_outputs.weight", 2, 32),
  zeros("qa_outputs.bias", 2),
];
const ofTokens = (change: Change = {}): Change => ({
  ...change,
  config: {
    architectures: ["BertForTokenClassification"],
    id2label: { 0: "O", 1: "B-PER", 2: "I-PER" },
    ...change.config,
  },
});

describe("readouts of every token", () => {
  after(removeFolders);

  for (const { name, change } of [
    { name: "a BERT", change: { tensors: withQuestions } },
    { name: "a DistilBERT", change: { from: TINY_DISTILBERT, tensors: withQuestions } },
  ]) {
    it(`${name} with qa_outputs answers questions, whatever class its config.json names`, async () => {
      const { readouts } = await readCheckpoint(createFolder(change));
      assert.deepEqual(readouts.answers, { present: true });
    });
  }

  it("qa_outputs of another shape is absent, and the reason has both shapes", async () => {
    const tensors = (all: readonly FileTensor[]) => [
      ...all,
      zeros("qa_outputs.weight", 3, 32),
      zeros("qa_outputs.bias", 3),
    ];
    const { readouts } = await readCheckpoint(createFolder({ tensors }));
    assert.match(readouts.answers.present ? "" : readouts.answers.reason, /qa_outputs\.weight.*\[3, 32\].*\[2, 32\]/);
  });

  for (const { name, change } of [
    { name: "by its class", change: ofTokens() },
    {
      name: "by its class, of DistilBERT",
      change: ofTokens({ from: TINY_DISTILBERT, config: { architectures: ["DistilBertForTokenClassification"] } }),
    },
    {
      name: "by a classifier without a pooler, where no class is named",
      change: ofTokens({ config: { architectures: undefined }, tensors: without("bert.pooler") }),
    },
  ]) {
    it(`a classifier labels tokens, and no texts: ${name}`, async () => {
      const { readouts, tags, labels } = await readCheckpoint(createFolder(change));
      assert.deepEqual(readouts.tags, { present: true });
      assert.deepEqual(tags, ["O", "B-PER", "I-PER"]);
      assert.equal(readouts.classifier.present, false);
      assert.deepEqual(labels, []);
    });
  }

  for (const { name, change, reason } of [
    { name: "another class", change: {}, reason: /names BertForPreTraining, expected/ },
    {
      name: "no class, and a pooler",
      change: { config: { architectures: undefined } },
      reason: /names no class, expected/,
    },
    {
      name: "no classifier",
      change: ofTokens({ tensors: without("classifier") }),
      reason: /no tensor classifier\.bias/,
    },
    {
      name: "labels of another number",
      change: ofTokens({ config: { id2label: { 0: "O" } } }),
      reason: /id2label has 1 labels, expected 3/,
    },
  ]) {
    it(`tokens have no labels where there is ${name}, and the reason says so`, async () => {
      const { readouts, tags } = await readCheckpoint(createFolder(change));
      assert.match(readouts.tags.present ? "" : readouts.tags.reason, reason);
      assert.deepEqual(tags, []);
    });
  }
});
