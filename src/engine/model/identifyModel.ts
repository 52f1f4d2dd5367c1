import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import type { Checkpoint } from "../../checkpoint/checkpoint";
import { RUNTIME_VERSION } from "../sessions/runtimeVersion";
import { hashWeights } from "../weights/hashWeights";

/** Raise this when the same graph and weights start to give other answers: the tokenizer or the tasks' arithmetic changed. */
const VERSION = 1;

export interface Computation {
  /** Bytes of the `.onnx` files that are run: they say what is computed, and in which precision. */
  readonly graphs: readonly Uint8Array[];
  /** Name of the device that runs them. */
  readonly device: string;
  /** Remembers the hash of the weights. */
  readonly cacheFolder: string;
}

/** SHA-256, in hexadecimal, of everything that a model's answers depend on besides the text. */
export async function identifyModel(
  checkpoint: Checkpoint,
  { graphs, device, cacheFolder }: Computation,
): Promise<string> {
  await mkdir(cacheFolder, { recursive: true });
  const { config, tokenizer, labels, problem, temperature, slipActions, slipCalibration } = checkpoint;
  const described = {
    config,
    tokenizer,
    labels,
    problem,
    temperature,
    ...(slipActions.length > 0 && { slipActions, slipCalibration }),
    device,
    VERSION,
    runtime: RUNTIME_VERSION,
  };
  const hash = createHash("sha256");
  for (const part of [await hashWeights(checkpoint, cacheFolder), JSON.stringify(described), ...graphs]) {
    hash.update(`${part.length}\n`).update(part);
  }
  return hash.digest("hex");
}
