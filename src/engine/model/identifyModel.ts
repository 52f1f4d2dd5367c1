import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import type { Checkpoint } from "../../checkpoint/checkpoint";
import { RUNTIME_VERSIONS } from "../sessions/runtimeVersions";
import { hashWeights } from "../weights/hashWeights";

/** Raised when the same graph and weights come to give another answer: with the tokenizer, or the tasks' arithmetic. */
const VERSION = 1;

export interface Computation {
  /** Bytes of the `.onnx` files that are run: what is computed, in which precision. */
  readonly graphs: readonly Uint8Array[];
  /** What runs them. */
  readonly device: string;
  /** Where the hash of the weights is remembered. */
  readonly cacheFolder: string;
}

/** SHA-256 of all that a model's answers depend on besides the text, in hexadecimal. */
export async function identifyModel(
  checkpoint: Checkpoint,
  { graphs, device, cacheFolder }: Computation,
): Promise<string> {
  await mkdir(cacheFolder, { recursive: true });
  const { config, tokenizer, labels, problem, temperature } = checkpoint;
  const described = {
    config,
    tokenizer,
    labels,
    problem,
    temperature,
    device,
    VERSION,
    runtime: RUNTIME_VERSIONS.node,
  };
  const hash = createHash("sha256");
  for (const part of [await hashWeights(checkpoint, cacheFolder), JSON.stringify(described), ...graphs]) {
    hash.update(`${part.length}\n`).update(part);
  }
  return hash.digest("hex");
}
