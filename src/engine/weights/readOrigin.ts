import { createHash } from "node:crypto";
import type { Checkpoint } from "../../checkpoint/checkpoint";
import { RUNTIME_VERSION } from "../sessions/runtimeVersion";
import { hashWeights } from "./hashWeights";

/** What a model's answers come from, wherever it is stored. */
export interface ModelOrigin {
  /** SHA-256 of its files of weights, in hexadecimal. */
  readonly weights: string;
  /** SHA-256 of what was read of its tokenizer, in hexadecimal. */
  readonly tokenizer: string;
  /** Version of ONNX Runtime. */
  readonly runtime: string;
}

/** @throws {CheckpointError} `changed` if a file of weights is no longer the one that was read. */
export async function readOrigin(checkpoint: Checkpoint, cacheFolder: string): Promise<ModelOrigin> {
  // By name: the hash does not depend on the order in which a reader wrote the fields.
  const described = JSON.stringify(checkpoint.tokenizer, (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
  return {
    weights: await hashWeights(checkpoint, cacheFolder),
    tokenizer: createHash("sha256").update(described).digest("hex"),
    runtime: RUNTIME_VERSION,
  };
}
