import type { Evaluation } from "../../tasks/schemas/evaluationSchema";
import { formatCount } from "../../wording/formatCount";
import { formatPercent } from "../../wording/formatPercent";

/** Rows of a label below which its figures say little: a precision of 80 % is then known to within 15 points or so. */
const FEW = 30;

/** Why the figures should not be trusted much, in sentences; none if nothing speaks against them. */
export function listDoubts(
  evaluation: Pick<Evaluation, "classes" | "baseline" | "accuracyInterval">,
): readonly string[] {
  const { classes, baseline, accuracyInterval } = evaluation;
  const few = Object.entries(classes).filter(([, { rows }]) => rows < FEW);
  const listed = few.map(([label, { rows }]) => `“${label}” has ${formatCount(rows)}`).join(", ");
  const [low = 0] = accuracyInterval;
  return [
    ...(few.length > 0 ? [`Too few rows to tell much: ${listed}; ${FEW} of each label would do.`] : []),
    ...(low <= baseline
      ? [
          `It is not shown to be better than always saying the most frequent label, right in ${formatPercent(baseline)}.`,
        ]
      : []),
  ];
}
