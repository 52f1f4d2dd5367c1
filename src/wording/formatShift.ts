/** How far apart two shares are, in percentage points, with a sign that can be read without colours: "+3.1 points". */
export function formatShift(before: number, after: number): string {
  const points = 100 * (after - before);
  const size = Math.abs(points).toFixed(1);
  if (size === "0.0") return points === 0 ? "no change" : `${points > 0 ? "+" : "−"}< 0.1 points`;
  return `${points > 0 ? "+" : "−"}${size} points`;
}
