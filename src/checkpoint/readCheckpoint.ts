import { join, resolve } from "node:path";
import * as l10n from "@vscode/l10n";
import type { TokenizerSpec } from "../tokenizer/tokenizerSpec";
import type { Checkpoint, CheckpointConfig, ReadoutState } from "./checkpoint";
import { explainFolder, explainWeights } from "./explainFolder";
import { CheckpointError } from "./files/checkpointError";
import { type JsonFields, readJsonFields } from "./files/jsonFields";
import { listReadouts } from "./listReadouts";
import { readClassifier } from "./readClassifier";
import { readConfig } from "./readConfig";
import { readPooling } from "./readPooling";
import { readSlips } from "./readSlips";
import { readTags } from "./readTags";
import { checkShape } from "./tensors/checkShape";
import { expectedTensors } from "./tensors/expectedTensors";
import { explainMissing } from "./tensors/explainMissing";
import { readTensors, type Weights } from "./tensors/readTensors";
import { readTokenizerSpec } from "./vocabulary/readTokenizerSpec";

const MAX_CONFIG_BYTES = 1_048_576;

/**
 * Reads and checks a published checkpoint folder: config.json or bert_config.json, the vocabulary, and where its
 * files have which weights. The weights themselves are not read.
 *
 * @throws {CheckpointError} for any fault; the message names file, field or tensor, the value found and the value expected.
 */
export async function readCheckpoint(folder: string): Promise<Checkpoint> {
  const absolute = resolve(folder);
  // Read in parallel; its faults are reported after those of the other files.
  const spec = readTokenizerSpec(absolute);
  spec.catch(() => undefined);
  const fields = await readConfigFields(absolute);
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
  const tags = readTags(fields, weights.tensors, listed.tags);
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
    leftOut: weights.others,
    readouts: { ...readouts, classifier: state, tags: tags.state, slips: slips.state },
    labels,
    problem,
    temperature,
    tags: tags.labels,
    slipActions: slips.actions,
    slipCalibration: slips.calibration,
    pooling: await readPooling(absolute, config),
    parameters,
  };
}

/** google-research/bert has its own name for the file. */
async function readConfigFields(folder: string): Promise<JsonFields | undefined> {
  const read = (name: string) => readJsonFields(join(folder, name), { maxBytes: MAX_CONFIG_BYTES, code: "bad-config" });
  return (await read("config.json")) ?? (await read("bert_config.json"));
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
  return { present: false, reason: l10n.t("the vocabulary has no mask piece such as [MASK]") };
}

function checkVocabulary({ pieces }: TokenizerSpec, { embeddingRows }: CheckpointConfig, folder: string): void {
  if (pieces.length <= embeddingRows) return;
  throw new CheckpointError(
    "bad-vocabulary",
    l10n.t(
      "{0}: {1} pieces, expected at most the {2} rows of the word embeddings",
      folder,
      pieces.length,
      embeddingRows,
    ),
  );
}
