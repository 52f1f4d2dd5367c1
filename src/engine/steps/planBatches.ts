import type { CheckpointConfig } from "../../checkpoint/checkpoint";
import { CPU, type Device } from "../protocol/device";

/**
 * Tokens of one batch on the CPU at most, unless a sequence alone is longer: what one run holds the thread for, and a
 * more urgent request may have to wait for.
 */
export const BATCH_TOKENS = 128;

/**
 * Weights of the layers times tokens of one batch on the CPU: 128 tokens of a model of 4 × 256. A larger model gains
 * little from company, and a fill would wait several times its own length for it (npm run bench -- --only engine).
 */
const BATCH_WORK = 128 * 4 * 12 * 256 ** 2;

/** Tokens of one run where a long run costs little more than a short one (docs/speed/runs.md, "On a graphics card"). */
const DEVICE_BATCH_TOKENS = 1024;

/** Most tokens of a batch of this model on this device, unless a sequence alone is longer. */
export function findBatchTokens(
  { layers, hiddenSize, feedForwardSize }: Pick<CheckpointConfig, "layers" | "hiddenSize" | "feedForwardSize">,
  device: Device,
): number {
  if (device !== CPU) return DEVICE_BATCH_TOKENS;
  const weights = layers * hiddenSize * (4 * hiddenSize + 2 * feedForwardSize);
  return Math.max(1, Math.min(BATCH_TOKENS, Math.floor(BATCH_WORK / weights)));
}

/**
 * Groups sequences that may share a run of the heads.
 *
 * Those of equal length do: then nothing is padded, every product has the same shape for each sequence as it has for
 * that sequence alone, and the answer is the same bit for bit.
 *
 * @param lengths - Tokens of each sequence.
 * @param batchTokens - Most tokens of a batch, unless a sequence alone is longer.
 * @returns Indices of the sequences of each run.
 */
export function planBatches(lengths: readonly number[], batchTokens = BATCH_TOKENS): readonly (readonly number[])[] {
  const groups = new Map<number, number[]>();
  for (const [index, tokens] of lengths.entries()) {
    const group = groups.get(tokens);
    if (group === undefined) groups.set(tokens, [index]);
    else group.push(index);
  }
  return [...groups].flatMap(([tokens, group]) => cut(group, Math.max(1, Math.floor(batchTokens / tokens))));
}

function cut(group: readonly number[], size: number): readonly (readonly number[])[] {
  return Array.from({ length: Math.ceil(group.length / size) }, (_, index) =>
    group.slice(index * size, (index + 1) * size),
  );
}
