import * as l10n from "@vscode/l10n";
import { formatFixed } from "./formatFixed";
import { formatPercent } from "./formatPercent";

/** "86.0 % (72.5 to 93.4)": a share and its interval. @param share - `null` where there is nothing to take it of. */
export function formatShareRange(share: number | null, interval: readonly number[]): string {
  if (share === null) return l10n.t("not known");
  const [low = 0, high = 1] = interval;
  return l10n.t("{0} ({1} to {2})", formatPercent(share), formatEnd(low), formatEnd(high));
}

function formatEnd(share: number): string {
  return formatFixed(100 * Math.min(1, Math.max(0, share)), 1);
}
