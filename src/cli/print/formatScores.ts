import { formatPercents } from "../../wording/numbers/formatPercents";
import { formatBar } from "./formatBar";
import { formatTable } from "./formatTable";

/** A table of probabilities with bars. @param labels - In the order to list them. */
export function formatScores<L extends string>(labels: readonly L[], scores: Readonly<Record<L, number>>): string {
  const percents = formatPercents(labels.map((label) => scores[label]));
  const rows = labels.map((label, index) => [label, percents[index] ?? "", formatBar(scores[label])]);
  return formatTable(rows, ["left", "right"]);
}
