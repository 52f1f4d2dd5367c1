import type { Evaluation, JudgedRow, LabelEvaluation, ThresholdEvaluation } from "../../tasks/schemas/evaluationSchema";
import { computeWilson } from "./computeWilson";

/** What rows have, and what they were given. */
export interface JudgedRows {
  /** K labels. */
  readonly labels: readonly string[];
  /** N numbers of labels, 0..K-1: those that the rows have. */
  readonly truth: ArrayLike<number>;
  /** N rows of K probabilities. */
  readonly probabilities: readonly (readonly number[])[];
}

const THRESHOLDS = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;
/** Between them are the parts in which calibration is looked at. Fewer rows would fill no more parts. */
const EDGES = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 1] as const;
/** Rows of a list that a person reads through. */
const MOST_LISTED = 10;

/** @throws {RangeError} without a row. */
export function evaluateRows({ labels, truth, probabilities }: JudgedRows): Evaluation {
  if (probabilities.length === 0) throw new RangeError("no row to evaluate");
  const rows = probabilities.map((_, row) => judgeRow({ labels, truth, probabilities }, row));
  const count = rows.length;
  const right = rows.filter(({ has, gets }) => has === gets).length;
  const confusion = labels.map((_, has) =>
    labels.map((__, gets) => rows.filter((row) => row.has === has && row.gets === gets).length),
  );
  const calibration = EDGES.slice(1).flatMap((to, at) => calibrate(rows, EDGES[at] ?? 0, to));
  return {
    rows: count,
    accuracy: right / count,
    accuracyInterval: computeWilson(right, count),
    baseline: Math.max(...labels.map((_, label) => rows.filter(({ has }) => has === label).length)) / count,
    logLoss: -rows.reduce((sum, { own }) => sum + Math.log(Math.max(own, Number.MIN_VALUE)), 0) / count,
    classes: Object.fromEntries(labels.map((label, number) => [label, evaluateLabel(rows, number, probabilities)])),
    labels,
    confusion,
    calibration,
    calibrationError: calibration.reduce(
      (sum, part) => sum + (part.rows / count) * Math.abs((part.confidence ?? 0) - (part.accuracy ?? 0)),
      0,
    ),
    leastSure: listRows(rows, (a, b) => a.lead - b.lead),
    otherwise: listRows(
      rows.filter(({ has, gets }) => has !== gets),
      (a, b) => b.judged.probability - a.judged.probability,
    ),
  };
}

interface Row {
  readonly judged: JudgedRow;
  /** Numbers of labels. */
  readonly has: number;
  readonly gets: number;
  /** Probability of the label that the row has. */
  readonly own: number;
  /** How far the best label is before the second. */
  readonly lead: number;
}

function judgeRow({ labels, truth, probabilities: all }: JudgedRows, row: number): Row {
  const has = truth[row] ?? NaN;
  const probabilities = all[row] ?? [];
  const gets = probabilities.indexOf(Math.max(...probabilities));
  const [best = NaN, second = NaN] = [...probabilities].sort((a, b) => b - a);
  return {
    judged: { row, label: labels[has] ?? "", given: labels[gets] ?? "", probability: best },
    has,
    gets,
    own: probabilities[has] ?? NaN,
    lead: best - second,
  };
}

function evaluateLabel(
  rows: readonly Row[],
  label: number,
  probabilities: readonly (readonly number[])[],
): LabelEvaluation {
  const having = rows.filter(({ has }) => has === label).length;
  const given = rows.filter(({ gets }) => gets === label).length;
  const right = rows.filter(({ has, gets }) => has === label && gets === label).length;
  const either = having + given - right;
  const [low, high] = computeWilson(right, either);
  return {
    rows: having,
    precision: share(right, given),
    precisionInterval: computeWilson(right, given),
    recall: share(right, having),
    recallInterval: computeWilson(right, having),
    f1: share(2 * right, having + given),
    // F1 is no share of rows, but with J = right / either, which is one, it is 2J / (1 + J).
    f1Interval: [(2 * low) / (1 + low), (2 * high) / (1 + high)],
    thresholds: THRESHOLDS.map((threshold) => {
      const marked = rows.filter((_, row) => (probabilities[row]?.[label] ?? NaN) >= threshold);
      return evaluateMarks(threshold, having, {
        marked: marked.length,
        right: marked.filter(({ has }) => has === label).length,
      });
    }),
  };
}

function evaluateMarks(
  threshold: number,
  having: number,
  { marked, right }: Pick<ThresholdEvaluation, "marked" | "right">,
): ThresholdEvaluation {
  return {
    threshold,
    marked,
    right,
    precision: share(right, marked),
    precisionInterval: computeWilson(right, marked),
    recall: share(right, having),
    recallInterval: computeWilson(right, having),
  };
}

function calibrate(all: readonly Row[], from: number, to: number): Evaluation["calibration"] {
  const rows = all.filter(
    ({ judged: { probability: sure } }) => sure >= from && (sure < to || (to === 1 && sure <= 1)),
  );
  if (rows.length === 0) return [];
  const right = rows.filter(({ has, gets }) => has === gets).length;
  return [
    {
      from,
      to,
      rows: rows.length,
      confidence: rows.reduce((sum, { judged: { probability } }) => sum + probability, 0) / rows.length,
      accuracy: right / rows.length,
      accuracyInterval: computeWilson(right, rows.length),
    },
  ];
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** The first rows in an order; equals as they stand in the file. */
function listRows(rows: readonly Row[], compare: (a: Row, b: Row) => number): readonly JudgedRow[] {
  return [...rows]
    .sort(compare)
    .slice(0, MOST_LISTED)
    .map(({ judged }) => judged);
}
