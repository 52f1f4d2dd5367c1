import * as l10n from "@vscode/l10n";
import { formatFixed } from "./formatFixed";

/** How far apart two shares are, in percentage points, with a sign that can be read without colours: "+3.1 points". */
export function formatShift(before: number, after: number): string {
  const points = 100 * (after - before);
  const size = Math.abs(points).toFixed(1);
  const sign = points > 0 ? "+" : "−";
  if (size !== "0.0") return l10n.t("{0}{1} points", sign, formatFixed(Math.abs(points), 1));
  return points === 0 ? l10n.t("no change") : l10n.t("{0}< {1} points", sign, formatFixed(0.1, 1));
}
