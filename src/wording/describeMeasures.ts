import * as l10n from "@vscode/l10n";
import { formatFixed } from "./numbers/formatFixed";
import { formatPercent } from "./numbers/formatPercent";

interface Change {
  readonly before: number;
  readonly after: number;
}

/** What was measured of a rewrite. */
interface Measures {
  readonly tone?: Change | undefined;
  readonly fluency?: Change | undefined;
  readonly meaning: number;
  readonly fit?: { readonly ratio: number } | undefined;
}

/** The measures of a rewrite in words, those that are known: "97 % → 3 % negative". */
export function describeMeasures({ tone, fluency, meaning, fit }: Measures): readonly string[] {
  return [
    ...(tone ? [l10n.t("{0} → {1} negative", formatPercent(tone.before), formatPercent(tone.after))] : []),
    ...(fluency ? [l10n.t("fluency {0} → {1}", formatNats(fluency.before), formatNats(fluency.after))] : []),
    l10n.t("meaning {0}", formatFixed(meaning, 2)),
    ...(fit ? [l10n.t("fit × {0}", formatFixed(fit.ratio, 2))] : []),
  ];
}

function formatNats(value: number): string {
  return formatFixed(value, 1).replace("-", "−");
}
