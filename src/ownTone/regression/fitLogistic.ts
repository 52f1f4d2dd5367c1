import { addRows, addScaled } from "./addScaled";
import type { Precondition } from "./buildPreconditioner";
import { dot } from "./dot";
import { minimize, type Objective } from "./minimize";

/** Rows with the number of their label. */
export interface LabelledRows {
  /** N rows of H features, with a 1 behind. */
  readonly features: readonly Float64Array[];
  /** N numbers, 0..K-1. */
  readonly labels: Int32Array;
  /** K, at least 2. */
  readonly classes: number;
}

/** R rows of H weights, with the intercept behind: R is K, and 1 if K is 2. */
export type Logistic = readonly Float64Array[];

export interface FitOptions {
  /** Inverse strength of the regularization, above 0. */
  readonly c: number;
  /** The rows to learn from. Default: all. */
  readonly among?: readonly number[];
  /** Where the search begins: a fit of the same shape. Default: zeros. */
  readonly from?: Logistic | undefined;
  /** The search ends where no part of the gradient of the mean loss is larger. */
  readonly tolerance: number;
  /** Shortens the search, and does not change what is found. */
  readonly precondition?: Precondition | undefined;
}

const MOST_STEPS = 2000;

/**
 * Fits a logistic regression with an L2 penalty: the minimum of C · Σ loss + ½ Σ weights². Intercepts are not penalized.
 * Two labels have one row of weights, which speaks for the second; more have one each (multinomial).
 * Source of the form: scikit-learn 1.9, LogisticRegression.
 */
export function fitLogistic(rows: LabelledRows, options: FitOptions): Logistic {
  const { c, from, tolerance, among, precondition } = options;
  const length = rows.features[0]?.length ?? 0;
  const outputs = rows.classes === 2 ? 1 : rows.classes;
  const cut = (parameters: Float64Array) =>
    Array.from({ length: outputs }, (_, k) => parameters.subarray(k * length, (k + 1) * length));
  const learnt = among ?? Array.from(rows.labels.keys());
  const addLoss = rows.classes === 2 ? addBinaryLoss : addMultinomialLoss;
  const objective: Objective = {
    size: outputs * length,
    evaluate(point, gradient) {
      gradient.fill(0);
      const [weights, slopes] = [cut(point), cut(gradient)];
      const loss = addLoss(rows, learnt, weights, slopes) / learnt.length;
      return loss + penalize(weights, slopes, 1 / (c * learnt.length));
    },
    ...(precondition && { precondition }),
  };
  const start = new Float64Array(objective.size);
  from?.forEach((row, k) => start.set(row, k * length));
  return cut(minimize(objective, start, { tolerance, mostSteps: MOST_STEPS }).point);
}

/**
 * The probabilities of all K labels.
 *
 * @param features - H features, with a 1 behind.
 * @returns K of them, which sum to 1.
 */
export function predictLogistic(logistic: Logistic, features: Float64Array): readonly number[] {
  const outputs = logistic.map((weights) => dot(weights, features));
  const [first = NaN] = outputs;
  // Not one minus the other, so that a tiny one keeps its digits.
  if (outputs.length === 1) return [sigmoid(-first), sigmoid(first)];
  const most = Math.max(...outputs);
  const powers = outputs.map((output) => Math.exp(output - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** The sum of losses of the rows `among`. Adds its gradient, divided by their number, to `slopes`. */
type AddLoss = (
  rows: LabelledRows,
  among: readonly number[],
  weights: Logistic,
  slopes: readonly Float64Array[],
) => number;

const addBinaryLoss: AddLoss = ({ features, labels }, among, [weights = NONE], [slope = NONE]) => {
  let loss = 0;
  const errors = new Float64Array(among.length);
  for (const [at, row] of among.entries()) {
    const output = dot(weights, features[row] ?? NONE);
    const truth = labels[row] ?? NaN;
    loss += softplus(truth === 1 ? -output : output);
    errors[at] = (sigmoid(output) - truth) / among.length;
  }
  addRows(slope, features, among, errors);
  return loss;
};

const addMultinomialLoss: AddLoss = ({ features, labels }, among, weights, slopes) => {
  let loss = 0;
  const errors = slopes.map(() => new Float64Array(among.length));
  for (const [at, row] of among.entries()) {
    const values = features[row] ?? NONE;
    const outputs = weights.map((each) => dot(each, values));
    const most = Math.max(...outputs);
    const sum = outputs.reduce((total, output) => total + Math.exp(output - most), 0);
    const label = labels[row] ?? NaN;
    loss += most + Math.log(sum) - (outputs[label] ?? NaN);
    for (const [k, own] of errors.entries()) {
      const probability = Math.exp((outputs[k] ?? NaN) - most) / sum;
      own[at] = (probability - (k === label ? 1 : 0)) / among.length;
    }
  }
  for (const [k, slope] of slopes.entries()) addRows(slope, features, among, errors[k] ?? NONE);
  return loss;
};

const NONE = new Float64Array();

/** ½ · strength · Σ weights². Adds its gradient to `slopes`. */
function penalize(weights: Logistic, slopes: readonly Float64Array[], strength: number): number {
  let sum = 0;
  for (const [k, row] of weights.entries()) {
    // Without the intercept, which is behind the weights.
    const penalized = row.subarray(0, -1);
    sum += dot(penalized, penalized);
    addScaled(slopes[k]?.subarray(0, -1) ?? NONE, penalized, strength);
  }
  return (strength * sum) / 2;
}

function sigmoid(output: number): number {
  if (output >= 0) return 1 / (1 + Math.exp(-output));
  const power = Math.exp(output);
  return power / (1 + power);
}

/** ln(1 + e^output). */
function softplus(output: number): number {
  return Math.max(output, 0) + Math.log1p(Math.exp(-Math.abs(output)));
}
