import { formatPercent } from "../../../wording/numbers/formatPercent";
import { formatShift } from "../../../wording/numbers/formatShift";

/** "12.5 %", or a dash where there is nothing. */
export function writeShare(share: number | undefined): string {
  return share === undefined ? "–" : formatPercent(Math.min(1, share));
}

/** The difference with its sign; of one side alone, nothing. */
export function writeDifference(before: number | undefined, after: number | undefined): string {
  return before === undefined || after === undefined ? "" : formatShift(before, after);
}
