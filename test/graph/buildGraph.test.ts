import assert from "node:assert/strict";
import type { Checkpoint } from "../../src/checkpoint/checkpoint";
import { readCheckpoint } from "../../src/checkpoint/readCheckpoint";
import { buildGraph } from "../../src/graph/buildGraph";
import { GraphError, type GraphErrorCode } from "../../src/graph/graphError";
import type { Wanted } from "../../src/graph/wanted";
import { without } from "../checkpoint/changeTensors";
import { createFolder, removeFolders, TINY_BERT, TINY_DISTILBERT } from "../checkpoint/checkpointFolder";
import { readGraph } from "./readGraph";

/** Weight matrices of a layer: query, key, value, output, and two in the feed-forward. */
const LAYER = 6;

describe("buildGraph", () => {
  let bert: Checkpoint;
  before(async () => {
    bert = await readCheckpoint(TINY_BERT);
  });
  after(removeFolders);

  const count = (bytes: Uint8Array, operator: string): number =>
    readGraph(bytes).operators.filter((found) => found === operator).length;

  for (const { wanted, attentions, products, inputs, outputs } of [
    {
      wanted: { mlm: true },
      attentions: 3,
      products: 3 * LAYER + 2,
      inputs: ["ids", "segments", "rows", "masked", "top"],
      outputs: ["mlm", "topLogProbabilities", "topIds"],
    },
    {
      wanted: { nsp: true },
      attentions: 3,
      products: 3 * LAYER + 2,
      inputs: ["ids", "segments", "rows", "pooled"],
      outputs: ["nsp"],
    },
    {
      wanted: { mlm: true, nsp: true, classifier: true },
      attentions: 3,
      products: 3 * LAYER + 5,
      inputs: ["ids", "segments", "rows", "masked", "top", "pooled"],
      outputs: ["mlm", "topLogProbabilities", "topIds", "nsp", "classifier"],
    },
    {
      wanted: { candidates: true },
      attentions: 3,
      products: 3 * LAYER + 1,
      inputs: ["ids", "segments", "slipRows", "places", "pieces", "piecePlaces"],
      outputs: ["candidates"],
    },
    {
      // The last layer is computed for the rows of both, its keys and values once.
      wanted: { mlm: true, classifier: true, candidates: true },
      attentions: 4,
      products: 3 * LAYER + (LAYER - 2) + 2 + 2 + 1,
      inputs: ["ids", "segments", "rows", "slipRows", "masked", "top", "pooled", "places", "pieces", "piecePlaces"],
      outputs: ["mlm", "topLogProbabilities", "topIds", "classifier", "candidates"],
    },
    { wanted: { hidden: [0] }, attentions: 0, products: 0, inputs: ["ids", "segments"], outputs: ["hidden_0"] },
    {
      wanted: { hidden: [0, 2] },
      attentions: 2,
      products: 2 * LAYER,
      inputs: ["ids", "segments"],
      outputs: ["hidden_0", "hidden_2"],
    },
    { wanted: { attention: [0] }, attentions: 1, products: 2, inputs: ["ids", "segments"], outputs: ["attention_0"] },
    {
      wanted: { attention: [2] },
      attentions: 3,
      products: 2 * LAYER + 2,
      inputs: ["ids", "segments"],
      outputs: ["attention_2"],
    },
    {
      wanted: { attention: [0, 2] },
      attentions: 3,
      products: 2 * LAYER + 2,
      inputs: ["ids", "segments"],
      outputs: ["attention_0", "attention_2"],
    },
    {
      wanted: { attention: [1], hidden: [1] },
      attentions: 2,
      products: LAYER + 2,
      inputs: ["ids", "segments"],
      outputs: ["hidden_1", "attention_1"],
    },
    {
      wanted: { attention: [0], hidden: [3], padding: true },
      attentions: 3,
      products: 3 * LAYER,
      inputs: ["ids", "segments", "mask"],
      outputs: ["attention_0", "hidden_3"],
    },
  ] satisfies { wanted: Wanted; attentions: number; products: number; inputs: string[]; outputs: string[] }[]) {
    it(`computes only what is wanted: ${JSON.stringify(wanted)}`, () => {
      const bytes = buildGraph(bert, wanted);
      assert.equal(count(bytes, "Attention"), attentions);
      assert.equal(count(bytes, "Gemm"), products);
      const graph = readGraph(bytes);
      assert.deepEqual(graph.inputs, inputs);
      assert.deepEqual(graph.outputs, outputs);
    });
  }

  it("holds no weights, but names the checkpoint's file", () => {
    const bytes = buildGraph(bert, { mlm: true, nsp: true, classifier: true });
    const weights = [...bert.tensors.keys()];
    const { initializers } = readGraph(bytes);
    assert.deepEqual(
      weights.filter((name) => !initializers.includes(name)),
      [],
    );
    assert.ok(bytes.length < 40_000, `${bytes.length} bytes`);
  });

  it("names only weights that are read", () => {
    const { initializers } = readGraph(buildGraph(bert, { attention: [0] }));
    assert.deepEqual(
      initializers.filter((name) => /layer\.[12]|value|output\.dense|cls\.|pooler|classifier/.test(name)),
      [],
    );
  });

  it("reads no segments for a DistilBERT", async () => {
    const checkpoint = await readCheckpoint(TINY_DISTILBERT);
    assert.deepEqual(readGraph(buildGraph(checkpoint, { hidden: [1] })).inputs, ["ids"]);
  });

  it("casts the rows of an embedding table, not the table, if nothing else reads it", async () => {
    const folder = createFolder({
      tensors: (tensors) =>
        tensors.map((tensor) => ({ ...tensor, dtype: "F16", bytes: tensor.bytes.subarray(tensor.bytes.length / 2) })),
    });
    const bytes = buildGraph(await readCheckpoint(folder), { hidden: [0] });
    // Words, segments, positions, and the two weights of the norm.
    assert.equal(count(bytes, "Cast"), 5);
    assert.ok(readGraph(bytes).operators.indexOf("Gather") < readGraph(bytes).operators.indexOf("Cast"));
  });

  for (const { name, wanted, code, message } of [
    { name: "nothing", wanted: {}, code: "bad-request", message: /nothing/ },
    {
      name: "a readout that is explicitly not wanted",
      wanted: { mlm: false },
      code: "bad-request",
      message: /nothing/,
    },
    { name: "a layer above the last", wanted: { hidden: [4] }, code: "bad-request", message: /4, expected .* 0 to 3/ },
    { name: "a layer below the first", wanted: { hidden: [-1] }, code: "bad-request", message: /-1/ },
    { name: "half a layer", wanted: { hidden: [0.5] }, code: "bad-request", message: /0\.5/ },
    { name: "a layer twice", wanted: { hidden: [1, 1] }, code: "bad-request", message: /each once/ },
    {
      name: "attention above the last layer",
      wanted: { attention: [3] },
      code: "bad-request",
      message: /3, expected .* 0 to 2/,
    },
    { name: "attention twice", wanted: { attention: [1, 1] }, code: "bad-request", message: /each once/ },
  ] satisfies { name: string; wanted: Wanted; code: GraphErrorCode; message: RegExp }[]) {
    it(`refuses ${name}`, () => {
      assert.throws(
        () => buildGraph(bert, wanted),
        (error) => error instanceof GraphError && error.code === code && message.test(error.message),
      );
    });
  }

  it("refuses a readout that the checkpoint lacks, and says why", async () => {
    const checkpoint = await readCheckpoint(createFolder({ tensors: without("cls.predictions") }));
    assert.throws(
      () => buildGraph(checkpoint, { mlm: true }),
      (error) =>
        error instanceof GraphError && error.code === "no-readout" && error.message.includes("cls.predictions"),
    );
  });
});
