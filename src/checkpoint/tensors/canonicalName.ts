import type { CheckpointConfig } from "../checkpoint";

/** Beginnings of the names of tensors in a checkpoint of the bare encoder. */
const ENCODER_PARTS: Readonly<Record<CheckpointConfig["architecture"], readonly string[]>> = {
  bert: ["embeddings.", "encoder.", "pooler."],
  distilbert: ["embeddings.", "transformer."],
};

/**
 * The name that a tensor has in checkpoints published today: "gamma" and "beta", from the time of TensorFlow, become
 * "weight" and "bias", and names in a bare encoder get "bert." or "distilbert." in front.
 */
export function canonicalName(name: string, architecture: CheckpointConfig["architecture"]): string {
  const renamed = name.replace(/\.gamma$/, ".weight").replace(/\.beta$/, ".bias");
  return ENCODER_PARTS[architecture].some((part) => renamed.startsWith(part)) ? `${architecture}.${renamed}` : renamed;
}
