import * as l10n from "@vscode/l10n";
import { formatFixed } from "./formatFixed";

const UNITS = ["", "kB", "MB", "GB", "TB"];

/** "438 MB", "1.2 GB", "512 bytes": in units of ten, as disks and the hub count. */
export function formatBytes(bytes: number): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  if (unit === 0) return l10n.t("{0} bytes", Math.round(value));
  const text = unit > 0 && value < 9.95 ? formatFixed(value, 1) : String(Math.round(value));
  return `${text} ${UNITS[unit] ?? ""}`;
}
