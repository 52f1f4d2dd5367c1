/** A difference of two probabilities in percentage points, with its sign: "+41.3", "−0.2"; "0.0" for next to none. */
export function formatPoints(difference: number): string {
  const points = (100 * Math.abs(difference)).toFixed(1);
  if (points === "0.0") return points;
  return `${difference < 0 ? "−" : "+"}${points}`;
}
