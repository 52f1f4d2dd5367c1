import { formatPercent } from "../../wording/numbers/formatPercent";
import { formatBar } from "./formatBar";
import { formatTable } from "./formatTable";

/** Where no fill is found, a blank asks for more pieces than any known word has that fits. */
const NOTHING_KNOWN = "no known word of so many pieces fits; --words names more words";

/** A row for each fill: its probability, its word for each mask, a bar. */
export function formatFills(
  fills: readonly { readonly texts: readonly string[]; readonly probability: number }[],
): string {
  if (fills.length === 0) return NOTHING_KNOWN;
  const rows = fills.map(({ texts, probability }) => [formatPercent(probability), ...texts, formatBar(probability)]);
  return formatTable(rows, ["right"]);
}
