import * as l10n from "@vscode/l10n";
import { formatPercent } from "../../../wording/numbers/formatPercent";
import type { Focus } from "../../answers/attentionMap";
import { listNeighbours } from "../../answers/vectorLayers";
import { buildElement, buildSvg } from "../../dom/buildElement";
import { fillPlaces } from "../../dom/fillPlaces";
import { followArrowKeys } from "../../dom/followArrowKeys";
import { followPointing } from "../../dom/followPointing";
import type { PanelToken, PanelVectorLayer } from "../../messages";
import { drawPieceText } from "../pieceText";
import { selectSegmentClass } from "../segment";
import type { TokenView, TokenViewOptions } from "../tokenView";
import { chooseNameSides, type NameSide, type Size } from "./nameSides";
import { drawNeighbourList } from "./neighbourList";
import { computePlotPoints, MIDDLE, type PlotPoint } from "./plotPoints";
import { VectorDots } from "./vectorDots";
import { drawVectorTable } from "./vectorTable";

/** Beyond this many percent from the left, a name that has no place of its own is on the left of its point. */
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
  /** Draw the points if there are many; the buttons over them then follow once the slider rests. */
  readonly #dots: VectorDots | undefined;
  #layer: PanelVectorLayer;
  #plotPoints: readonly PlotPoint[] = [];
  #isolated: number | undefined;
  /** How large the picture and the names are on screen; `undefined` before they are. */
  #sizes: { readonly picture: Size; readonly names: readonly Size[] } | undefined;

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
    this.#dots = tokens.length > MOST_NAMES ? new VectorDots(tokens, document) : undefined;
    this.#plot = buildElement(document, "div", {
      class: this.#dots ? "vector-plot dense" : "vector-plot",
      attributes: {
        role: "group",
        "aria-label": l10n.t(
          "{0} word pieces as points. Arrow keys move in the order of the text, Enter chooses.",
          tokens.length,
        ),
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
    this.#placePoints();
    this.#drawTable();
    if (!this.#dots) this.#watchSize(document.defaultView);
  }

  /** Moves the points to their places at another layer. What takes longer to draw, as the table does, waits for `settle`. */
  show(layer: PanelVectorLayer): void {
    this.#move(layer);
    if (!this.#dots) this.#placePoints();
    this.#table.setAttribute("aria-busy", "true");
  }

  /** Draws what `show` has left out. */
  settle(): void {
    if (!this.#table.hasAttribute("aria-busy")) return;
    if (this.#dots) this.#placePoints();
    this.#drawTable();
  }

  #watchSize(view: Window | null): void {
    // A document without a browser lays nothing out.
    const Observer = (view as { readonly ResizeObserver?: typeof ResizeObserver } | null)?.ResizeObserver;
    if (!Observer) return;
    new Observer(() => {
      const names = this.#points.map((point) => point.querySelector<HTMLElement>(".piece-text"));
      // A name that is hidden has no size.
      for (const point of this.#points) point.classList.remove("nameless");
      this.#sizes = {
        picture: { width: this.#plot.clientWidth, height: this.#plot.clientHeight },
        names: names.map((name) => ({ width: name?.offsetWidth ?? 0, height: name?.offsetHeight ?? 0 })),
      };
      this.#placePoints();
    }).observe(this.#plot);
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
    this.#dots?.move(this.#plotPoints);
    this.#mark(this.#isolated);
  }

  #placePoints(): void {
    const sides = this.#sizes && chooseNameSides(this.#plotPoints, this.#sizes.names, this.#sizes.picture);
    for (const i of this.#points.keys()) this.#placePoint(i, sides?.[i]);
  }

  #placePoint(i: number, free?: NameSide): void {
    const [point, place] = [this.#points[i], this.#plotPoints[i] ?? MIDDLE];
    if (!point) return;
    const side = free === undefined || free === "none" ? (place.left > NEAR_EDGE ? "left" : "right") : free;
    // Not by a custom property: with one in the style of each point, every change takes longer than the one before.
    point.style.translate = formatTranslate(place, side);
    for (const each of ["left", "below", "above"] as const) point.classList.toggle(each, each === side);
    point.classList.toggle("nameless", free === "none");
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
    if (this.#dots) for (const i of [position, ...near.map((each) => each.position)]) this.#placePoint(i ?? -1);
    const own = position === undefined ? undefined : this.#plotPoints[position];
    const lines = near.map(({ position: other, cosine }) =>
      drawLine([own ?? MIDDLE, this.#plotPoints[other] ?? MIDDLE], cosine, document),
    );
    this.#lines.replaceChildren(...(this.#dots?.elements ?? []), ...lines);
    const token = position === undefined ? undefined : this.#tokens[position];
    if (token === undefined) {
      this.#note.textContent = l10n.t(
        "Pieces with similar vectors are close together. This plane holds {0} of the vectors' differences.",
        formatPercent(this.#layer.share),
      );
    } else {
      const neighbours = drawNeighbourList(this.#tokens, near, { document });
      this.#note.replaceChildren(
        ...fillPlaces(l10n.t("{0} is most like {1}"), [drawPieceText(token, { document }), neighbours]),
      );
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
      "aria-label": l10n.t("{0}, position {1}", token.text, position),
    },
    children: [buildElement(document, "span", { class: "dot" }), drawPieceText(token, { document })],
  });
  point.addEventListener("click", () => onPin(toFocus(position)));
  return point;
}

/** The middle of the dot, which is 5 pixels from the edges that it is next to, marks the place. */
function formatTranslate({ left, top }: PlotPoint, side: Exclude<NameSide, "none">): string {
  const [x, y] = [`${left.toFixed(2)}cqw`, `${top.toFixed(2)}cqh`];
  switch (side) {
    case "right":
      return `calc(${x} - 5px) calc(${y} - 50%)`;
    case "left":
      return `calc(${x} - 100% + 5px) calc(${y} - 50%)`;
    case "below":
      return `calc(${x} - 50%) calc(${y} - 5px)`;
    case "above":
      return `calc(${x} - 50%) calc(${y} - 100% + 5px)`;
  }
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
