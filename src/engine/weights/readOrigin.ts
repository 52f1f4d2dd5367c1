import { createHash } from "node:crypto";
import type { Checkpoint } from "../../checkpoint/checkpoint";
import { RUNTIME_VERSIONS } from "../sessions/runtimeVersions";
import { hashWeights } from "./hashWeights";

/** What a model's answers come from, wherever it is stored. */
export interface ModelOrigin {
  /** SHA-256 of its files of weights, in hexadecimal. */
  readonly weights: string;
  /** SHA-256 of what was read of its tokenizer, in hexadecimal. */
  readonly tokenizer: string;
  /** Version of onnxruntime-node. */
  readonly runtime: string;
}

/** @throws {CheckpointError} `changed` if a file of weights is no longer the one that was read. */
export async function readOrigin(checkpoint: Checkpoint, cacheFolder: string): Promise<ModelOrigin> {
  const { pieces, lowercase, stripAccents, splitCjk, specials, added, maxWordLength, continuingPrefix } =
    checkpoint.tokenizer;
  // Field by field: the hash does not depend on the order in which a reader wrote them.
  const { unk, cls, sep, pad, mask } = specials;
  const described = [pieces, lowercase, stripAccents, splitCjk, [unk, cls, sep, pad, mask]];
  const more = [added ?? [], maxWordLength, continuingPrefix];
  return {
    weights: await hashWeights(checkpoint, cacheFolder),
    tokenizer: createHash("sha256")
      .update(JSON.stringify([...described, ...more]))
      .digest("hex"),
    runtime: RUNTIME_VERSIONS.node,
  };
}
