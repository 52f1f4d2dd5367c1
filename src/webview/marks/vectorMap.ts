import { formatPercent } from "../../wording/formatPercent";
import type { Focus } from "../answers/attentionMap";
import { listNeighbours } from "../answers/vectorLayers";
import { buildElement, buildSvg } from "../dom/buildElement";
import { followArrowKeys } from "../dom/followArrowKeys";
import { followPointing } from "../dom/followPointing";
import type { PanelToken, PanelVectorLayer } from "../messages";
import { drawNeighbourList } from "./neighbourList";
import { drawPieceText } from "./pieceText";
import { selectSegmentClass } from "./segment";
import type { TokenView, TokenViewOptions } from "./tokenView";
import { drawVectorTable } from "./vectorTable";

/** Width and height of the picture relative to each other, as `.vector-plot` has them in the stylesheet. */
const [WIDTH, HEIGHT] = [4, 3];
/** The part of the width or the height that the points take up; their names need the rest. */
const FILLED = 0.86;
/** Beyond this many percent from the left, a name is on the left of its point. */
const NEAR_EDGE = 75;
/** Lines from the token that is pointed at to its neighbours. */
const LINES = 3;
/** With more tokens than this, names appear only for the token pointed at and its neighbours. */
export const MOST_NAMES = 48;

/** Tokens at one layer as points in the plane in which their vectors differ most: the closer, the more alike. */
export class VectorMap implements TokenView {
  readonly element: HTMLElement;
  readonly #tokens: readonly PanelToken[];
  readonly #options: TokenViewOptions;
  readonly #points: readonly HTMLElement[];
  readonly #lines: SVGSVGElement;
  readonly #plot: HTMLElement;
  readonly #note: HTMLElement;
  readonly #table: HTMLElement;
  #layer: PanelVectorLayer;
  #plotPoints: readonly PlotPoint[] = [];
  #isolated: number | undefined;

  constructor(tokens: readonly PanelToken[], layer: PanelVectorLayer, options: TokenViewOptions) {
    const { document } = options;
    this.#tokens = tokens;
    this.#layer = layer;
    this.#options = options;
    this.#lines = buildSvg(document, "svg", {
      class: "vector-lines",
      attributes: { viewBox: "0 0 100 100", preserveAspectRatio: "none", "aria-hidden": "true" },
    });
    this.#points = tokens.map((token) => drawPoint(token, options));
    this.#plot = buildElement(document, "div", {
      class: tokens.length > MOST_NAMES ? "vector-plot dense" : "vector-plot",
      attributes: {
        role: "group",
        "aria-label": `${tokens.length} word pieces as points. Arrow keys move in the order of the text, Enter chooses.`,
      },
      children: [this.#lines, ...this.#points],
    });
    this.#note = buildElement(document, "p", { class: "note" });
    this.#table = buildElement(document, "div");
    this.element = buildElement(document, "div", {
      class: "vector-map",
      children: [this.#plot, this.#note, this.#table],
    });
    followArrowKeys(this.#plot, this.#points);
    followPointing(this.#plot, this.#points, (index) =>
      options.onPoint(index === undefined ? undefined : toFocus(index)),
    );
    this.#move(layer);
    this.#drawTable();
  }

  /** Moves the points to their places at another layer. The table, which takes longer to draw, waits for `settle`. */
  show(layer: PanelVectorLayer): void {
    this.#move(layer);
    this.#table.setAttribute("aria-busy", "true");
  }

  /** Draws the table of the layer that is shown. */
  settle(): void {
    if (this.#table.hasAttribute("aria-busy")) this.#drawTable();
  }

  #drawTable(): void {
    const { document, onPin } = this.#options;
    const onPinned = (position: number) => onPin(toFocus(position));
    const table = drawVectorTable(this.#tokens, this.#layer, { document, onPin: onPinned });
    this.#table.removeAttribute("aria-busy");
    this.#table.replaceChildren(table);
  }

  #move(layer: PanelVectorLayer): void {
    this.#layer = layer;
    this.#plotPoints = computePlotPoints(layer);
    for (const [i, point] of this.#points.entries()) {
      const { left, top } = this.#plotPoints[i] ?? MIDDLE;
      const isLeft = left > NEAR_EDGE;
      point.style.translate = `calc(${left.toFixed(2)}cqw ${isLeft ? "- 100% + 5px" : "- 5px"}) calc(${top.toFixed(2)}cqh - 50%)`;
      point.classList.toggle("left", isLeft);
    }
    this.#mark(this.#isolated);
  }

  isolate(focus: Focus | undefined): void {
    this.#mark(focus?.position);
  }

  #mark(position: number | undefined): void {
    const { document } = this.#options;
    this.#isolated = position;
    const near = position === undefined ? [] : listNeighbours(this.#layer, position).slice(0, LINES);
    this.#plot.classList.toggle("isolating", position !== undefined);
    for (const [i, point] of this.#points.entries()) {
      point.classList.toggle("own", i === position);
      point.classList.toggle(
        "near",
        near.some((neighbour) => neighbour.position === i),
      );
    }
    const own = position === undefined ? undefined : this.#plotPoints[position];
    const lines = near.map(({ position: other, cosine }) =>
      drawLine([own ?? MIDDLE, this.#plotPoints[other] ?? MIDDLE], cosine, document),
    );
    this.#lines.replaceChildren(...lines);
    const token = position === undefined ? undefined : this.#tokens[position];
    if (token === undefined) {
      const share = formatPercent(this.#layer.share);
      this.#note.textContent = `Pieces with similar vectors are close together. This plane holds ${share} of the vectors' differences.`;
    } else {
      const neighbours = drawNeighbourList(this.#tokens, near, { document });
      this.#note.replaceChildren(drawPieceText(token, { document }), " is most like ", neighbours);
    }
  }
}

function toFocus(position: number): Focus {
  return { position, direction: "from" };
}

function drawPoint(token: PanelToken, { document, onPin }: TokenViewOptions): HTMLElement {
  const { position } = token;
  const point = buildElement(document, "button", {
    class: `vector-point ${selectSegmentClass(token)}`,
    attributes: {
      type: "button",
      "data-key": `point:${position}`,
      "aria-label": `${token.text}, position ${position}`,
    },
    children: [buildElement(document, "span", { class: "dot" }), drawPieceText(token, { document })],
  });
  point.addEventListener("click", () => onPin(toFocus(position)));
  return point;
}

/** A place in the picture, in percent of its width and height. */
interface PlotPoint {
  readonly left: number;
  readonly top: number;
}
const MIDDLE: PlotPoint = { left: 50, top: 50 };

/** Fills the picture, with the same scale for both axes, so that distances can be compared. */
function computePlotPoints({ points }: PanelVectorLayer): readonly PlotPoint[] {
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

function drawLine([from, to]: readonly [PlotPoint, PlotPoint], cosine: number, document: Document): SVGLineElement {
  return buildSvg(document, "line", {
    attributes: {
      x1: from.left.toFixed(2),
      y1: from.top.toFixed(2),
      x2: to.left.toFixed(2),
      y2: to.top.toFixed(2),
      "stroke-opacity": Math.max(0.15, cosine).toFixed(2),
    },
  });
}
