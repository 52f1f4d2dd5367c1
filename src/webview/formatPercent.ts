import { PageError } from "./pageError";

/**
 * A probability as a reader takes it in: two or three digits, and never a rounded 0 or 100 that is not one.
 *
 * @throws {PageError} `bad-number` outside 0..1.
 */
export function formatPercent(probability: number): string {
  if (!(probability >= 0 && probability <= 1 + 1e-6)) {
    throw new PageError("bad-number", `probability ${probability}, expected 0 to 1`);
  }
  if (probability === 0) return "0 %";
  if (probability < 0.0005) return "< 0.1 %";
  if (probability >= 0.9995) return probability >= 1 ? "100 %" : "> 99.9 %";
  return `${(probability * 100).toFixed(1)} %`;
}
