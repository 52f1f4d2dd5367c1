import type { Point } from "./computePlane";

/** Turns the points, or mirrors and turns them, so that they stand as near as possible to the others. */
export function turnTowards(points: readonly Point[], others: readonly Point[]): readonly Point[] {
  let [xx, xy, yx, yy] = [0, 0, 0, 0];
  for (const [i, [x, y]] of points.entries()) {
    const [u, v] = others[i] ?? [0, 0];
    xx += x * u;
    xy += x * v;
    yx += y * u;
    yy += y * v;
  }
  // Orthogonal Procrustes in two dimensions: the better of the best rotation and the best reflection.
  const isMirrored = Math.hypot(xx - yy, xy + yx) > Math.hypot(xx + yy, xy - yx);
  const angle = isMirrored ? Math.atan2(xy + yx, xx - yy) : Math.atan2(xy - yx, xx + yy);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return points.map(([x, y]) => {
    const up = isMirrored ? -y : y;
    return [x * cos - up * sin, x * sin + up * cos];
  });
}
