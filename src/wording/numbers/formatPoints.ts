import { formatFixed } from "./formatFixed";

/** A difference of two probabilities in percentage points, with its sign: "+41.3", "−0.2"; "0.0" for next to none. */
export function formatPoints(difference: number): string {
  const points = 100 * Math.abs(difference);
  const sign = points.toFixed(1) === "0.0" ? "" : difference < 0 ? "−" : "+";
  return `${sign}${formatFixed(points, 1)}`;
}
