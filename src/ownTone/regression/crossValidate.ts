import type { buildPreconditioner } from "./buildPreconditioner";
import { fitLogistic, type LabelledRows, type Logistic, predictLogistic } from "./fitLogistic";
import type { Folds } from "./splitFolds";

/** What scikit-learn's C is chosen from. */
export const CHOICES_OF_C = [1e-4, 1e-3, 1e-2, 1e-1, 1, 10] as const;
/** Of the gradient. Folds differ far more than what is left of it: predictions then move by less than 0.001. */
const TOLERANCE = 1e-4;

/** What the rows say of one C. */
export interface Trial {
  readonly c: number;
  /** N rows of K probabilities, each from what the other parts taught. */
  readonly probabilities: readonly (readonly number[])[];
  /** Mean of -ln of the probability of the label that a row has. */
  readonly logLoss: number;
  /** Share of the rows whose most probable label is the one they have. */
  readonly accuracy: number;
}

export interface Trials {
  /** Ascending, as each fit begins at the one before it. */
  readonly choices: readonly number[];
  /** Called between fits, each of which takes a few dozen milliseconds. */
  readonly pause: () => Promise<void>;
  /** See `buildPreconditioner`. */
  readonly precondition: Awaited<ReturnType<typeof buildPreconditioner>>;
}

/**
 * Judges each row by what the other parts of the rows taught, for each C. The log loss falls with C and then rises: once it
 * has risen, larger C, which take longest, are not tried.
 */
export async function crossValidate(
  rows: LabelledRows,
  folds: Folds,
  { choices, pause, precondition }: Trials,
): Promise<readonly Trial[]> {
  const parts = Array.from({ length: folds.count }, (_, fold) => ({
    among: listRows(folds, (of) => of !== fold),
    judged: listRows(folds, (of) => of === fold),
  }));
  const fits: Logistic[] = [];
  const trials: Trial[] = [];
  for (const c of choices) {
    await pause();
    const learnt = rows.labels.length * (1 - 1 / folds.count);
    const shared = precondition?.(1 / (c * learnt));
    const given = new Array<readonly number[]>(rows.labels.length);
    for (const [fold, { among, judged }] of parts.entries()) {
      await pause();
      const fit = fitLogistic(rows, { c, among, from: fits[fold], tolerance: TOLERANCE, precondition: shared });
      fits[fold] = fit;
      for (const row of judged) given[row] = predictLogistic(fit, rows.features[row] ?? new Float64Array());
    }
    trials.push(judge(c, rows.labels, given));
    if (selectTrial(trials) !== trials.at(-1)) break;
  }
  return trials;
}

/** The one with the least log loss; of equals the smaller C, which is the simpler one. */
export function selectTrial(trials: readonly Trial[]): Trial | undefined {
  return trials.reduce<Trial | undefined>(
    (best, trial) => (best === undefined || trial.logLoss < best.logLoss ? trial : best),
    undefined,
  );
}

function listRows({ of }: Folds, is: (fold: number) => boolean): readonly number[] {
  return Array.from(of.keys()).filter((row) => is(of[row] ?? NaN));
}

function judge(c: number, labels: Int32Array, probabilities: readonly (readonly number[])[]): Trial {
  let [loss, right] = [0, 0];
  for (const [row, each] of probabilities.entries()) {
    const own = each[labels[row] ?? NaN] ?? NaN;
    loss -= Math.log(Math.max(own, Number.MIN_VALUE));
    if (each.indexOf(Math.max(...each)) === labels[row]) right += 1;
  }
  return { c, probabilities, logLoss: loss / labels.length, accuracy: right / labels.length };
}
