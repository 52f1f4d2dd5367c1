import * as l10n from "@vscode/l10n";
import type { Evaluation } from "../../tasks/schemas/evaluationSchema";
import { formatCount } from "../../wording/numbers/formatCount";
import { formatPercent } from "../../wording/numbers/formatPercent";

/** Rows of a label below which its figures say little: a precision of 80 % is then known to within 15 points or so. */
const FEW = 30;

/** Why the figures should not be trusted much, in sentences; none if nothing speaks against them. */
export function listDoubts(
  evaluation: Pick<Evaluation, "classes" | "baseline" | "accuracyInterval">,
): readonly string[] {
  const { classes, baseline, accuracyInterval } = evaluation;
  const few = Object.entries(classes).filter(([, { rows }]) => rows < FEW);
  const listed = few.map(([label, { rows }]) => l10n.t("“{0}” has {1}", label, formatCount(rows))).join(", ");
  const [low = 0] = accuracyInterval;
  return [
    ...(few.length > 0 ? [l10n.t("Too few rows to tell much: {0}; {1} of each label would do.", listed, FEW)] : []),
    ...(low <= baseline
      ? [
          l10n.t(
            "It is not shown to be better than always saying the most frequent label, right in {0}.",
            formatPercent(baseline),
          ),
        ]
      : []),
  ];
}
