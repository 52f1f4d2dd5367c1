import type { TrainResult } from "../../tasks/ownTone/trainRequest";
import { evaluateRows } from "../report/evaluateRows";
import { buildPreconditioner } from "./buildPreconditioner";
import { CHOICES_OF_C, crossValidate, selectTrial } from "./crossValidate";
import { fitLogistic } from "./fitLogistic";
import { splitFolds } from "./splitFolds";
import { standardize } from "./standardize";

/** Of the gradient of the mean loss: weights then are as near to the minimum as a file of 9 digits says them. */
const TOLERANCE = 1e-9;
/** Digits that a number in the file has: more than float32 has. */
const DIGITS = 9;

export interface Lesson {
  readonly texts: readonly string[];
  /** Of each text. */
  readonly labels: readonly string[];
  /** Of each text, H features. */
  readonly vectors: readonly ArrayLike<number>[];
  /** Default: the best of {@link CHOICES_OF_C}. */
  readonly c?: number | undefined;
  /** Called now and then, at the latest after a few dozen milliseconds. What it throws ends the work. */
  readonly pause: () => Promise<void>;
}

export type Taught = Pick<TrainResult, "c" | "tried" | "folds" | "repeated" | "evaluation"> & {
  readonly tone: Pick<TrainResult["tone"], "labels" | "mean" | "scale" | "weights" | "intercepts">;
};

/**
 * Learns to tell the labels of texts by their vectors. Features are standardized over all rows before these are split:
 * their means and deviations say nothing of labels.
 *
 * @throws {RangeError} for rows that cannot be split; see `splitFolds`.
 */
export async function teachTone({ texts, labels: named, vectors, c, pause }: Lesson): Promise<Taught> {
  const labels = [...new Set(named)].sort();
  const numbers = Int32Array.from(named, (label) => labels.indexOf(label));
  const folds = splitFolds(texts, numbers);
  if (folds === undefined || labels.length < 2) throw new RangeError("rows that cannot be split into folds");
  await pause();
  const { features, mean, scale } = standardize(vectors);
  const rows = { features, labels: numbers, classes: labels.length };
  const precondition = await buildPreconditioner(features, labels.length, pause);
  const choices = c === undefined ? CHOICES_OF_C : [c];
  const trials = await crossValidate(rows, folds, { choices, pause, precondition });
  const best = selectTrial(trials);
  if (best === undefined) throw new RangeError("no C to try");
  await pause();
  const fit = fitLogistic(rows, {
    c: best.c,
    tolerance: TOLERANCE,
    precondition: precondition?.(1 / (best.c * texts.length)),
  });
  await pause();
  return {
    tone: {
      labels,
      mean: Array.from(mean, round),
      scale: Array.from(scale, round),
      weights: fit.map((row) => Array.from(row.subarray(0, -1), round)),
      intercepts: fit.map((row) => round(row.at(-1) ?? NaN)),
    },
    c: best.c,
    tried: trials.map(({ c: tried, logLoss, accuracy }) => ({ c: tried, logLoss, accuracy })),
    folds: folds.count,
    repeated: texts.length - new Set(texts).size,
    evaluation: evaluateRows({ labels, truth: numbers, probabilities: best.probabilities }),
  };
}

function round(value: number): number {
  return Number(value.toPrecision(DIGITS));
}
