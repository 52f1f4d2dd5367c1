import type { Checkpoint } from "../../checkpoint/checkpoint";
import { FAMILIES } from "../../checkpoint/families/families";
import { readCheckpoint } from "../../checkpoint/readCheckpoint";
import { isCased } from "../../tokenizer/isCased";
import { nameModel } from "../../wording/names/nameModel";
import type { Requests } from "../protocol/protocol";

/** @throws {CheckpointError} for a folder that is not a valid checkpoint. */
export async function inspectModel(folder: string): Promise<Requests["inspect"]["result"]> {
  return describeCheckpoint(await readCheckpoint(folder));
}

/** What a checkpoint is, loaded or not. */
export function describeCheckpoint({
  folder,
  config,
  tokenizer,
  parameters,
  readouts,
  labels,
  tags,
  pooling,
}: Checkpoint) {
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
    ...listReasons(readouts),
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

function listReasons(readouts: Checkpoint["readouts"]): Pick<Requests["inspect"]["result"], "lacks"> {
  const reasons = Object.entries(readouts).flatMap(([name, state]) => (state.present ? [] : [[name, state.reason]]));
  return reasons.length === 0 ? {} : { lacks: Object.fromEntries(reasons) as Requests["inspect"]["result"]["lacks"] };
}
