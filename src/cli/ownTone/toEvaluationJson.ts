import type { ExampleRow } from "../../ownTone/rows/readRows";
import type { Evaluation, JudgedRow } from "../../tasks/schemas/evaluationSchema";

/** An evaluation as `--json` prints it: rows by their lines, with their texts. */
export function toEvaluationJson(evaluation: Evaluation, rows: readonly ExampleRow[]): object {
  const place = ({ row, ...judged }: JudgedRow) => ({ line: rows[row]?.line, ...judged, text: rows[row]?.text });
  const { accuracy, classes, leastSure, otherwise, ...others } = evaluation;
  return { accuracy, classes, ...others, leastSure: leastSure.map(place), otherwise: otherwise.map(place) };
}
