import type { CheckpointConfig } from "../../checkpoint/checkpoint";
import { CPU, type Device, WASM } from "../protocol/device";
import { BATCH_TOKENS } from "./planBatches";

/**
 * Weights of the layers times tokens of one batch on the CPU: 128 tokens of a model of 4 × 256. A larger model gains
 * little from larger batches, and a fill would wait several times its own duration for one (npm run bench -- --only engine).
 */
const BATCH_WORK = 128 * 4 * 12 * 256 ** 2;

/** Tokens of one run on devices where a long run costs little more than a short one (docs/speed/runs.md, "On a graphics card"). */
const DEVICE_BATCH_TOKENS = 1024;

/** Most tokens of a batch for this model on this device, unless a single sequence is longer. */
export function computeBatchTokens(
  { layers, hiddenSize, feedForwardSize }: Pick<CheckpointConfig, "layers" | "hiddenSize" | "feedForwardSize">,
  device: Device,
): number {
  if (device !== CPU && device !== WASM) return DEVICE_BATCH_TOKENS;
  const weights = layers * hiddenSize * (4 * hiddenSize + 2 * feedForwardSize);
  return Math.max(1, Math.min(BATCH_TOKENS, Math.floor(BATCH_WORK / weights)));
}
