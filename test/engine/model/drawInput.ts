import type { ModelInput } from "../../../src/tasks/model/model";

/** A sequence of the tiny checkpoints' vocabulary, always the same for the same seed and length. */
export function drawInput(seed: number, length: number): ModelInput {
  return {
    ids: Array.from({ length }, (_, index) => (index === 0 ? 2 : 5 + ((seed * 31 + index * index * 7) % 110))),
    segments: Array.from({ length }, (_, index) => (index > length / 2 ? 1 : 0)),
  };
}
