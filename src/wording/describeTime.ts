import * as l10n from "@vscode/l10n";

/** "42 s", "3 minutes", "2 hours". */
export function describeTime(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 5400) return l10n.t("{0} minutes", Math.round(seconds / 60));
  return l10n.t("{0} hours", Math.round(seconds / 3600));
}
