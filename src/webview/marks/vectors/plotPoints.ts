import type { PanelVectorLayer } from "../../messages";

/** Width and height of the picture relative to each other, as `.vector-plot` has them in the stylesheet. */
const [WIDTH, HEIGHT] = [4, 3];
/** The part of the width or the height that the points take up; their names need the rest. */
const FILLED = 0.86;

/** A place in the picture, in percent of its width and height. */
export interface PlotPoint {
  readonly left: number;
  readonly top: number;
}
export const MIDDLE: PlotPoint = { left: 50, top: 50 };

/** Fills the picture, with the same scale for both axes, so that distances can be compared. */
export function computePlotPoints({ points }: PanelVectorLayer): readonly PlotPoint[] {
  const [across, down] = [points.filter((_, i) => i % 2 === 0), points.filter((_, i) => i % 2 === 1)];
  const [x, y] = [computeExtent(across), computeExtent(down)];
  const scale = FILLED * Math.min(WIDTH / x.size, HEIGHT / y.size);
  if (!Number.isFinite(scale)) return Array.from(across, () => MIDDLE);
  return Array.from(across, (left, i) => ({
    left: 50 + (100 * (left - x.middle) * scale) / WIDTH,
    top: 50 + (100 * ((down[i] ?? NaN) - y.middle) * scale) / HEIGHT,
  }));
}

function computeExtent(values: Float64Array): { readonly middle: number; readonly size: number } {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return { middle: (least + most) / 2, size: most - least };
}
