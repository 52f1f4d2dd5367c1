import { formatFixed } from "./formatFixed";

/** A difference of logarithms, with its sign: "+0.17", "−0.79". */
export function formatOdds(odds: number): string {
  return `${odds < 0 ? "−" : "+"}${formatFixed(Math.abs(odds), 2)}`;
}
