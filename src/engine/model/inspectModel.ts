import * as l10n from "@vscode/l10n";
import type { Checkpoint } from "../../checkpoint/checkpoint";
import { FAMILIES } from "../../checkpoint/families/families";
import { readCheckpoint } from "../../checkpoint/readCheckpoint";
import { TaskError } from "../../tasks/model/taskError";
import { readToneLabels } from "../../tasks/tone/readToneLabels";
import { isCased } from "../../tokenizer/isCased";
import { nameModel } from "../../wording/names/nameModel";
import type { Requests } from "../protocol/protocol";

/** @throws {CheckpointError} for a folder that is not a valid checkpoint. */
export async function inspectModel(folder: string): Promise<Requests["inspect"]["result"]> {
  return describeCheckpoint(await readCheckpoint(folder));
}

/** What a checkpoint is, loaded or not. */
export function describeCheckpoint(checkpoint: Checkpoint) {
  const { folder, config, tokenizer, parameters, readouts, labels, tags, pooling } = checkpoint;
  return {
    folder,
    name: nameModel(folder),
    architecture: config.architecture,
    layers: config.layers,
    cased: isCased(tokenizer),
    parameters,
    has: {
      mlm: readouts.mlm.present,
      nsp: readouts.nsp.present,
      classifier: readouts.classifier.present,
      answers: readouts.answers.present,
      tags: readouts.tags.present,
    },
    ...listReasons(checkpoint),
    ...(readouts.nsp.present &&
      FAMILIES[config.architecture].pairQuestion === "order" && { pairQuestion: "order" as const }),
    labels: [...labels],
    tags: [...tags],
    ...describePooling(pooling),
  };
}

function describePooling(state: Checkpoint["pooling"]): Pick<Requests["inspect"]["result"], "pooling" | "poolingLack"> {
  if (!state.present) return { poolingLack: state.reason };
  const { tokens, isNormalized, maxTokens } = state;
  return { pooling: { tokens, normalize: isNormalized, maxTokens } };
}

function listReasons(checkpoint: Checkpoint): Pick<Requests["inspect"]["result"], "lacks"> {
  const states = Object.entries(checkpoint.readouts);
  const reasons = states.flatMap(([name, state]) => (state.present ? [] : [[name, state.reason]]));
  const tone = findToneLack(checkpoint);
  if (tone !== undefined) reasons.push(["tone", tone]);
  return reasons.length === 0 ? {} : { lacks: Object.fromEntries(reasons) as Requests["inspect"]["result"]["lacks"] };
}

/** Why the labels of a classifier are no tones; `undefined` if they are, and without a classifier. */
function findToneLack({ readouts, labels, problem }: Checkpoint): string | undefined {
  if (!readouts.classifier.present) return undefined;
  if (problem === "regression") return l10n.t("it answers by numbers");
  try {
    readToneLabels(labels, problem);
    return undefined;
  } catch (error) {
    if (error instanceof TaskError) return error.message;
    throw error;
  }
}
