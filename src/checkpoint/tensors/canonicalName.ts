import type { CheckpointConfig } from "../checkpoint";

/** First parts of encoder names, as they stand in a checkpoint of the bare encoder. */
const ENCODER_PARTS: Readonly<Record<CheckpointConfig["architecture"], readonly string[]>> = {
  bert: ["embeddings.", "encoder.", "pooler."],
  distilbert: ["embeddings.", "transformer."],
};

/**
 * The name that a tensor has in today's published checkpoints: "gamma" and "beta" of the TensorFlow days become
 * "weight" and "bias", and a bare encoder's names get their "bert." or "distilbert.".
 */
export function canonicalName(name: string, architecture: CheckpointConfig["architecture"]): string {
  const renamed = name.replace(/\.gamma$/, ".weight").replace(/\.beta$/, ".bias");
  return ENCODER_PARTS[architecture].some((part) => renamed.startsWith(part)) ? `${architecture}.${renamed}` : renamed;
}
