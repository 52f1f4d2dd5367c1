import { formatPercent } from "./formatPercent";

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
    ...(tone ? [`${formatPercent(tone.before)} → ${formatPercent(tone.after)} negative`] : []),
    ...(fluency ? [`fluency ${formatNats(fluency.before)} → ${formatNats(fluency.after)}`] : []),
    `meaning ${meaning.toFixed(2)}`,
    ...(fit ? [`fit × ${fit.ratio.toFixed(2)}`] : []),
  ];
}

function formatNats(value: number): string {
  return value.toFixed(1).replace("-", "−");
}
