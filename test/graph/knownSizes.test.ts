import assert from "node:assert/strict";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { InferenceSession } from "onnxruntime-node";
import { readCheckpoint } from "../../src/checkpoint/readCheckpoint";
import { prepareInt8 } from "../../src/engine/weights/prepareInt8";
import { buildGraph } from "../../src/graph/buildGraph";
import { checkpointWeights } from "../../src/graph/graphWeights";
import type { Wanted } from "../../src/graph/wanted";
import { createFolder, removeFolders, TINY_BERT, TINY_DISTILBERT } from "../checkpoint/checkpointFolder";
import { createSlipFolder } from "../checkpoint/slipFolder";
import { readField } from "./readGraph";

/** Field numbers: onnx/onnx v1.18.0, onnx.proto3. */
const GRAPH = 7;
const OUTPUT = 12;
const text = (message: Uint8Array, field: number): readonly string[] =>
  readField(message, field).map((bytes) => Buffer.from(bytes).toString());

/** Makes every value of a graph an output. Appending works because protobuf merges two parts of one message. */
function outputAll(model: Uint8Array): Uint8Array {
  const graph = readField(model, GRAPH)[0]!;
  const outputs = new Set(readField(graph, OUTPUT).flatMap((value) => text(value, 1)));
  const made = readField(graph, 1).flatMap((node) => text(node, 2));
  const writer = new BinaryWriter().tag(GRAPH, WireType.LengthDelimited).fork();
  for (const name of made.filter((each) => each !== "" && !outputs.has(each))) {
    writer.tag(OUTPUT, WireType.LengthDelimited).fork().tag(1, WireType.LengthDelimited).string(name).join();
  }
  return Buffer.concat([model, writer.join().finish()]);
}

/** Values of which ONNX Runtime cannot name every size before it runs. */
async function findUnknown(model: Uint8Array, weightsFolder: string): Promise<readonly string[]> {
  const session = await InferenceSession.create(outputAll(model), {
    graphOptimizationLevel: "disabled",
    logSeverityLevel: 4,
    extra: { session: { model_external_initializers_file_folder_path: weightsFolder } },
  });
  const { outputMetadata } = session;
  await session.release();
  assert.ok(outputMetadata.length > 10);
  return outputMetadata.flatMap((value) =>
    value.isTensor && value.shape.every((size) => size !== "" && size !== -1) ? [] : [value.name],
  );
}

/** These tests of `buildGraph` have a file of their own, because they ask ONNX Runtime what it infers. */
describe("sizes of a graph's values", () => {
  after(removeFolders);

  const readouts: Wanted = { mlm: true, classifier: true };
  for (const [architecture, folder] of [
    ["BERT", () => createSlipFolder({ from: TINY_BERT })],
    ["DistilBERT", () => createSlipFolder({ from: TINY_DISTILBERT })],
  ] as const) {
    for (const [form, wanted] of [
      ["readouts", { ...readouts, nsp: architecture === "BERT" }],
      ["readouts and slips", { ...readouts, candidates: true, actions: true }],
      ["slips alone", { candidates: true, actions: true }],
      ["readouts of padded sequences", { ...readouts, padding: true }],
      ["hidden states and attention", { hidden: [0, 1, 2], attention: [2] }],
      ["products, queries and keys", { hidden: [0], products: [0, 2], queries: [0, 1], attention: [0] }],
    ] as const) {
      for (const precision of ["fp32", "int8"] as const) {
        it(`are known to ONNX Runtime: ${architecture}, ${form}, ${precision}`, async () => {
          const checkpoint = await readCheckpoint(folder());
          const weights =
            precision === "fp32"
              ? checkpointWeights(checkpoint)
              : (await prepareInt8(checkpoint, { cacheFolder: createFolder(), matrixType: "narrow" })).graphWeights;
          const unknown = await findUnknown(buildGraph(checkpoint, wanted, weights), weights.folder);
          assert.deepEqual(unknown, []);
        });
      }
    }
  }
});
