import type { ExampleRow } from "../../ownTone/rows/readRows";
import type { Evaluation, JudgedRow } from "../../tasks/schemas/evaluationSchema";
import { cutText } from "../../wording/cutText";
import { formatCount } from "../../wording/numbers/formatCount";
import { formatPercent } from "../../wording/numbers/formatPercent";
import { formatShareRange } from "../../wording/numbers/formatShareRange";
import { formatTable } from "../print/formatTable";

/** Characters of a text that a list shows. */
const MOST_SHOWN = 100;

/** An evaluation as people read it: its figures, then rows to look at. */
export function describeEvaluation(evaluation: Evaluation, rows: readonly ExampleRow[]): string {
  const { accuracy, accuracyInterval, baseline, calibrationError, leastSure, otherwise } = evaluation;
  const parts = [
    `accuracy ${formatShareRange(accuracy, accuracyInterval)}; always the most frequent label: ${formatPercent(baseline)}`,
    tabulateLabels(evaluation),
    ["Rows have (down), and were given (across):", tabulateConfusion(evaluation)].join("\n"),
    [
      `Probabilities against what is right (off by ${formatPercent(calibrationError)} in the mean):`,
      tabulateCalibration(evaluation),
    ].join("\n"),
    ["It is least sure of:", tabulateRows(leastSure, rows)].join("\n"),
    ...(otherwise.length > 0
      ? [["Given another label, the surest first (is the label right?):", tabulateRows(otherwise, rows)].join("\n")]
      : []),
    "Intervals are of 95 %: Wilson's; that of F1 by way of F1 / (2 - F1), which is a share.",
  ];
  return parts.join("\n\n");
}

function tabulateLabels({ labels, classes }: Evaluation): string {
  const rows = labels.flatMap((label) => {
    const found = classes[label];
    if (found === undefined) return [];
    const { rows: count, precision, precisionInterval, recall, recallInterval, f1, f1Interval } = found;
    return [
      [
        label,
        formatCount(count),
        formatShareRange(precision, precisionInterval),
        formatShareRange(recall, recallInterval),
        formatShareRange(f1, f1Interval),
      ],
    ];
  });
  return formatTable([["label", "rows", "precision", "recall", "F1"], ...rows], ["left", "right"]);
}

function tabulateConfusion({ labels, confusion }: Evaluation): string {
  const rows = confusion.map((row, at) => [labels[at] ?? "", ...row.map(formatCount)]);
  return formatTable([["", ...labels], ...rows], ["left", ...labels.map(() => "right" as const)]);
}

function tabulateCalibration({ calibration }: Evaluation): string {
  const rows = calibration.map(({ from, to, rows: count, confidence, accuracy, accuracyInterval }) => [
    `${100 * from} to ${100 * to} %`,
    formatCount(count),
    confidence === null ? "" : formatPercent(confidence),
    formatShareRange(accuracy, accuracyInterval),
  ]);
  return formatTable([["given with", "rows", "says", "is right"], ...rows], ["left", "right", "right"]);
}

function tabulateRows(judged: readonly JudgedRow[], rows: readonly ExampleRow[]): string {
  const listed = judged.flatMap(({ row, label, given, probability }) => {
    const { line, text } = rows[row] ?? {};
    if (line === undefined || text === undefined) return [];
    const what = given === label ? `${label}, given so` : `${label}, given ${given}`;
    return [[`line ${line}`, what, formatPercent(probability), cutText(text, MOST_SHOWN)]];
  });
  return formatTable(listed, ["right", "left", "right"]);
}
