import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Checkpoint, CheckpointConfig, ReadoutState, TokenizerSpec } from "./checkpoint";
import { CheckpointError } from "./files/checkpointError";
import { readJsonFields } from "./files/jsonFields";
import { listReadouts } from "./listReadouts";
import { readClassifier } from "./readClassifier";
import { readConfig } from "./readConfig";
import { readPooling } from "./readPooling";
import { readSlips } from "./readSlips";
import { checkShape } from "./tensors/checkShape";
import { expectedTensors } from "./tensors/expectedTensors";
import { explainMissing } from "./tensors/explainMissing";
import { readTensors, type Weights } from "./tensors/readTensors";
import { readTokenizerSpec } from "./vocabulary/readTokenizerSpec";

const MAX_CONFIG_BYTES = 1_048_576;

/**
 * Reads and checks a published checkpoint folder: config.json, the vocabulary, and the headers of its safetensors
 * files. Weights are not read.
 *
 * @throws {CheckpointError} for any fault; the message names file, field or tensor, the value found and the value expected.
 */
export async function readCheckpoint(folder: string): Promise<Checkpoint> {
  const absolute = resolve(folder);
  const path = join(absolute, "config.json");
  // Read in parallel; its faults are reported after those of the other files.
  const spec = readTokenizerSpec(absolute);
  spec.catch(() => undefined);
  const fields = await readJsonFields(path, { maxBytes: MAX_CONFIG_BYTES, code: "bad-config" });
  if (fields === undefined) throw await explainFolder(absolute);
  const file = readConfig(fields);
  const weights = await readTensors(absolute, file.config.architecture);
  if (weights === undefined) throw await explainWeights(absolute);
  const tokenizer = await spec;
  checkEncoder(weights, file.config);
  checkVocabulary(tokenizer, file.config, absolute);
  const listed = listReadouts(weights, file.config, file.architectures);
  const readouts = { ...listed, mlm: requireMask(listed.mlm, tokenizer) };
  const { labels, problem, temperature, state } = readClassifier(
    fields,
    { tensors: weights.tensors, architecture: file.config.architecture },
    listed.classifier,
  );
  const slips = readSlips(fields, weights, file.config);
  const { config } = file;
  const { folder: weightsFolder, files: weightFiles, tensors, parameters } = weights;
  return {
    folder: absolute,
    weightsFolder,
    weightFiles,
    config,
    tokenizer,
    tensors,
    readouts: { ...readouts, classifier: state, slips: slips.state },
    labels,
    problem,
    temperature,
    slipActions: slips.actions,
    slipCalibration: slips.calibration,
    pooling: await readPooling(absolute, config),
    parameters,
  };
}

function checkEncoder(weights: Weights, config: CheckpointConfig): void {
  for (const expected of expectedTensors(config)) {
    const [name, shape] = expected;
    const tensor = weights.tensors.get(name);
    if (tensor === undefined) throw explainMissing(expected, weights);
    checkShape(name, tensor, shape);
  }
}

/** Words are filled in at masks, and nowhere else. */
function requireMask(mlm: ReadoutState, { specials }: TokenizerSpec): ReadoutState {
  if (!mlm.present || specials.mask !== undefined) return mlm;
  return { present: false, reason: "the vocabulary has no mask piece such as [MASK]" };
}

function checkVocabulary({ pieces }: TokenizerSpec, { embeddingRows }: CheckpointConfig, folder: string): void {
  if (pieces.length <= embeddingRows) return;
  throw new CheckpointError(
    "bad-vocabulary",
    `${folder}: ${pieces.length} pieces, expected at most the ${embeddingRows} rows of the word embeddings`,
  );
}

/** Explains what the folder holds instead of weights that Cloze can read. */
async function explainWeights(folder: string): Promise<CheckpointError> {
  const names = await readdir(folder);
  const pickle = names.find((name) => /\.(bin|pt|pth|ckpt)$/.test(name));
  if (pickle !== undefined) {
    return new CheckpointError(
      "unsupported",
      `${folder}: the weights are in ${pickle}, a pickle file, which can run any program when it is opened. ` +
        `Cloze reads model.safetensors only: download that file of the same model, or convert this one with safetensors' convert script.`,
    );
  }
  return explainOnnx(folder, names) ?? new CheckpointError("missing-file", `${folder}: no model.safetensors`);
}

function explainOnnx(folder: string, names: readonly string[]): CheckpointError | undefined {
  const onnx = names.find((name) => name === "onnx" || name.endsWith(".onnx"));
  if (onnx === undefined) return undefined;
  return new CheckpointError(
    "unsupported",
    `${folder}: the weights are in ${onnx}, a ready-made graph. Cloze writes its own: download model.safetensors of the same model.`,
  );
}

async function explainFolder(folder: string): Promise<CheckpointError> {
  const names = await readdir(folder).catch(() => undefined);
  if (names === undefined)
    return new CheckpointError("missing-file", `${folder}: no such folder, expected that of a checkpoint`);
  return (
    explainOnnx(folder, names) ??
    new CheckpointError("missing-file", `${folder}: no config.json, expected a checkpoint folder`)
  );
}
