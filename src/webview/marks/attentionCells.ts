import { buildSvg } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";

/** A square of weights. */
export interface Cells {
  readonly side: number;
  readonly weightAt: (row: number, column: number) => number;
  /** The shade of a weight, 0 to `levels`; 0 is not drawn. */
  readonly levelOf: (weight: number) => number;
  readonly levels: number;
}

/** Draws one path for each shade, whatever the side: one element for each cell would be 262,144 for 512 tokens. */
export function drawCells(
  { side, weightAt, levelOf, levels }: Cells,
  { document }: DrawOptions,
): readonly SVGPathElement[] {
  const paths = Array.from({ length: levels + 1 }, () => "");
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side;) {
      const level = levelOf(weightAt(row, column));
      let end = column + 1;
      while (end < side && levelOf(weightAt(row, end)) === level) end++;
      paths[level] = `${paths[level] ?? ""}M${column} ${row}h${end - column}v1h${column - end}z`;
      column = end;
    }
  }
  return paths.flatMap((d, level) =>
    d === "" || level === 0
      ? []
      : [buildSvg(document, "path", { attributes: { d, "fill-opacity": (level / levels).toFixed(3) } })],
  );
}
