import { buildSvg } from "../../dom/buildElement";
import type { PanelToken } from "../../messages";
import { selectSegmentClass } from "../segment";
import type { PlotPoint } from "./plotPoints";

/** The dots of all tokens, one shape for each segment: hundreds move in the time of one. */
export class VectorDots {
  readonly elements: readonly SVGPathElement[];
  readonly #segments: readonly { readonly path: SVGPathElement; readonly positions: readonly number[] }[];

  constructor(tokens: readonly PanelToken[], document: Document) {
    const classes = [...new Set(tokens.map(selectSegmentClass))];
    this.#segments = classes.map((each) => ({
      path: buildSvg(document, "path", { class: `vector-dots ${each}` }),
      positions: tokens.flatMap((token, i) => (selectSegmentClass(token) === each ? [i] : [])),
    }));
    this.elements = this.#segments.map(({ path }) => path);
  }

  /** @param points - Of all tokens, in percent of the picture. */
  move(points: readonly PlotPoint[]): void {
    for (const { path, positions } of this.#segments) {
      // Lines of no length, whose round ends are the dots: they stay round, however the picture is stretched.
      const dots = positions.flatMap((i) => {
        const point = points[i];
        return point ? [`M${point.left.toFixed(2)} ${point.top.toFixed(2)}h0`] : [];
      });
      path.setAttribute("d", dots.join(""));
    }
  }
}
