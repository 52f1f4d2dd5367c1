import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import type { Checkpoint } from "../../src/checkpoint/checkpoint";
import { CLASSIFIER_NAME, selectMlmBias, TENSOR_NAMES } from "../../src/checkpoint/tensors/tensorNames";
import { ExportWriter } from "./exportWriter";

export interface ExportOptions {
  readonly head: "mlm" | "classifier";
  /** "q8": as transformers.js' `scripts/quantize.py --modes q8` makes it, see {@link ExportWriter.linear}. */
  readonly precision: "fp32" | "q8";
}

const HALF = 0.5;
const LOWEST = -3.4028234663852886e38;

/**
 * The `.onnx` file of a checkpoint as PyTorch's exporter writes it: small operators in the order of the Python code,
 * the bias first in its sum, vocabulary logits at every position, the tied decoder stored a second time, transposed.
 *
 * ONNX Runtime 1.30 fuses GELU with its bias, and in q8 the integer products with their scales. It leaves attention
 * and skip norms as they are: it knows them by older exporters' patterns, with the bias second and static shapes.
 */
export async function exportOnnx(checkpoint: Checkpoint, path: string, options: ExportOptions): Promise<void> {
  const files = new Map<string, FileHandle>();
  try {
    for (const { file } of checkpoint.tensors.values()) {
      if (!files.has(file)) files.set(file, await open(join(checkpoint.weightsFolder, file)));
    }
    const writer = new ExportWriter(checkpoint, files, options.precision);
    let states = writeEmbeddings(writer, checkpoint);
    const mask = writeMask(writer);
    for (let index = 0; index < checkpoint.config.layers; index += 1) {
      states = writeLayer(writer, checkpoint, { index, states, mask });
    }
    if (options.head === "mlm") writeMlm(writer, checkpoint, states);
    else writeClassifier(writer, checkpoint, states);
    await writer.finish(path);
  } finally {
    for (const file of files.values()) await file.close();
  }
}

function writeEmbeddings(writer: ExportWriter, { config }: Checkpoint): string {
  const names = TENSOR_NAMES[config.architecture];
  const ids = writer.input("input_ids");
  const length = writer.node("Gather", [writer.node("Shape", [ids]), writer.integers(1)], { axis: 0 });
  const end = writer.node("Unsqueeze", [length, writer.integers([0])]);
  const slice = [writer.range(config.maxTokens), writer.integers([0]), end, writer.integers([1])];
  const positions = writer.gather(names.positions, writer.node("Slice", slice));
  let sum = writer.gather(names.words, ids);
  if (config.segments > 0)
    sum = writer.node("Add", [sum, writer.gather(names.segments, writer.input("token_type_ids"))]);
  return writer.norm(writer.node("Add", [sum, positions]), names.embeddingsNorm);
}

/** @returns float [B, 1, 1, T]: 0 for a token, the lowest number for padding. */
function writeMask(writer: ExportWriter): string {
  const rows = writer.node("Unsqueeze", [writer.input("attention_mask"), writer.integers([1])]);
  const mask = writer.castToFloat(writer.node("Unsqueeze", [rows, writer.integers([2])]));
  return writer.node("Mul", [writer.node("Sub", [writer.float(1), mask]), writer.float(LOWEST)]);
}

function writeLayer(
  writer: ExportWriter,
  { config }: Checkpoint,
  { index, states, mask }: { readonly index: number; readonly states: string; readonly mask: string },
): string {
  const names = TENSOR_NAMES[config.architecture].layer(index, config);
  const size = config.hiddenSize / config.heads;
  const split = (name: string, perm: readonly number[]): string => {
    const shape = writer.integers([0, 0, config.heads, size]);
    return writer.node("Transpose", [writer.node("Reshape", [writer.linear(states, name), shape])], { perm });
  };
  const query = split(names.query, [0, 2, 1, 3]); // [B, N, T, D]
  const key = split(names.key, [0, 2, 3, 1]); // [B, N, D, T]
  const value = split(names.value, [0, 2, 1, 3]);
  const scores = writer.node("Div", [writer.node("MatMul", [query, key]), writer.float(Math.sqrt(size))]);
  const shares = writer.node("Softmax", [writer.node("Add", [scores, mask])], { axis: -1 });
  const context = writer.node("Transpose", [writer.node("MatMul", [shares, value])], { perm: [0, 2, 1, 3] });
  const joined = writer.node("Reshape", [context, writer.integers([0, 0, config.hiddenSize])]);
  const attended = addNorm(writer, [writer.linear(joined, names.attentionOutput), states], names.attentionNorm);
  const inner = writeGelu(writer, writer.linear(attended, names.intermediate));
  return addNorm(writer, [writer.linear(inner, names.output), attended], names.outputNorm);
}

function addNorm(writer: ExportWriter, sum: readonly [string, string], norm: string): string {
  return writer.norm(writer.node("Add", sum), norm);
}

function writeGelu(writer: ExportWriter, x: string): string {
  const erf = writer.node("Erf", [writer.node("Div", [x, writer.float(Math.SQRT2)])]);
  const product = writer.node("Mul", [x, writer.node("Add", [erf, writer.float(1)])]);
  return writer.node("Mul", [product, writer.float(HALF)]);
}

function writeMlm(writer: ExportWriter, { config, tensors }: Checkpoint, states: string): void {
  const names = TENSOR_NAMES[config.architecture];
  const { transform, norm, decoder } = names.mlm;
  const transformed = writer.norm(writeGelu(writer, writer.linear(states, transform)), norm);
  const weight = tensors.has(decoder) ? decoder : names.words;
  const logits = writer.product(transformed, { weight, bias: selectMlmBias(names, tensors) });
  writer.output(logits, ["B", "T", config.embeddingRows]);
}

function writeClassifier(writer: ExportWriter, { config, labels }: Checkpoint, states: string): void {
  const cls = writer.node("Gather", [states, writer.integers(0)], { axis: 1 }); // [B, H]
  const pooled = writer.linear(cls, TENSOR_NAMES[config.architecture].pooler);
  const active = writer.node(config.architecture === "bert" ? "Tanh" : "Relu", [pooled]);
  writer.output(writer.linear(active, CLASSIFIER_NAME), ["B", labels.length]);
}
