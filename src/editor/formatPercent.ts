/** "42.1 %" for 0.421. @param probability - 0..1. */
export function formatPercent(probability: number): string {
  const percent = probability * 100;
  // Between the ends, never rounded to them: 99.96 is not certainty.
  if (percent > 99.9 && percent < 100) return "> 99.9 %";
  if (percent > 0 && percent < 0.1) return "< 0.1 %";
  return `${percent.toFixed(1)} %`;
}
