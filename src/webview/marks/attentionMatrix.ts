import * as l10n from "@vscode/l10n";
import { formatPercent } from "../../wording/numbers/formatPercent";
import type { AttentionMap } from "../answers/attentionMap";
import { type Between, isBetween } from "../answers/between";
import { buildElement, buildSvg } from "../dom/buildElement";
import { fillPlaces } from "../dom/fillPlaces";
import { drawCells } from "./attentionCells";
import { type Cell, followCells } from "./followCells";
import { drawPieceText } from "./pieceText";
import type { TokenView, TokenViewOptions } from "./tokenView";

/** Shades of a cell. */
const LEVELS = 32;
/** The names of more tokens than this have no room beside the matrix; the readout still names them. */
export const MOST_LABELS = 72;

export interface AttentionMatrixOptions extends TokenViewOptions {
  /** Cells of other texts stay empty. Default: all are drawn. */
  readonly between?: Between;
  /** What a weight says of the piece of its row and that of its column. Default: `looksAt`. */
  readonly verb?: Verb;
  /** Shades from the least to the greatest weight that there is. Default: from 0 to 1, by the same scale for every head. */
  readonly isOwnScale?: boolean;
}

/** What is said of the picture, and in the readout of two pieces and their weight. */
const SAYINGS = {
  looksAt: {
    picture: (T: number) =>
      l10n.t("{0} by {0} weights: rows look at columns. Arrow keys move from cell to cell, Enter chooses the row.", T),
    readout: l10n.t("{0} looks at {1}: {2}"),
  },
  comesFrom: {
    picture: (T: number) =>
      l10n.t(
        "{0} by {0} weights: rows comes from columns. Arrow keys move from cell to cell, Enter chooses the row.",
        T,
      ),
    readout: l10n.t("{0} comes from {1}: {2}"),
  },
} as const;
type Verb = keyof typeof SAYINGS;

/** The shade of a weight, 0 to {@link LEVELS}, and the weights that the legend shows. */
interface Scale {
  readonly levelOf: (weight: number) => number;
  readonly steps: readonly number[];
}

/** A T×T grid: rows look at columns; the darker the cell, the greater the weight. */
export function drawAttentionMatrix(map: AttentionMap, options: AttentionMatrixOptions): TokenView {
  const { document, between = "all", verb = "looksAt", isOwnScale = false } = options;
  const T = map.tokens.length;
  const scale = isOwnScale ? createOwnScale(map.weights) : createScale(T);
  const rowMark = buildSvg(document, "rect", { class: "mark", attributes: { width: String(T), height: "1" } });
  const columnMark = buildSvg(document, "rect", { class: "mark", attributes: { width: "1", height: String(T) } });
  const marks = buildSvg(document, "g", { class: "marks" });
  const svg = buildSvg(document, "svg", {
    class: "cells",
    attributes: { viewBox: `0 0 ${T} ${T}`, preserveAspectRatio: "none", "aria-hidden": "true" },
    children: [...drawWeights(map, between, { document, scale }), marks],
  });
  const readout = buildElement(document, "div", { class: "readout", attributes: { role: "status" } });
  readout.hidden = true;
  const plot = buildElement(document, "div", {
    class: "plot",
    attributes: {
      tabindex: "0",
      role: "group",
      "data-key": "matrix",
      "aria-roledescription": l10n.t("attention matrix"),
      "aria-label": SAYINGS[verb].picture(T),
    },
    children: [svg, readout],
  });
  const element = drawFrame(map, plot, { document, scale });

  followCells(plot, { T, svg, options }, (cell) => {
    readout.hidden = cell === undefined;
    if (cell) {
      placeReadout(readout, map, { ...cell, verb });
      mark(cell.row, cell.column);
    } else {
      mark(undefined, undefined);
    }
  });

  function mark(row: number | undefined, column: number | undefined): void {
    rowMark.setAttribute("y", String(row ?? 0));
    columnMark.setAttribute("x", String(column ?? 0));
    marks.replaceChildren(...(row === undefined ? [] : [rowMark]), ...(column === undefined ? [] : [columnMark]));
    markLabels(element, row, column);
  }

  return {
    element,
    isolate: (focus) => {
      if (!readout.hidden) return; // The cell under the mouse says more than a whole row or column.
      mark(
        focus?.direction === "from" ? focus.position : undefined,
        focus?.direction === "to" ? focus.position : undefined,
      );
    },
  };
}

function drawFrame(map: AttentionMap, plot: HTMLElement, { document, scale }: ScaleOptions): HTMLElement {
  const isLabelled = map.tokens.length <= MOST_LABELS;
  const labels = (side: "rows" | "columns") =>
    buildElement(document, "div", {
      class: `labels ${side}`,
      attributes: { "aria-hidden": "true" },
      children: isLabelled
        ? map.tokens.map((token) =>
            buildElement(document, "span", { class: "label", children: [drawPieceText(token, { document })] }),
          )
        : [],
    });
  const element = buildElement(document, "div", {
    class: isLabelled ? "matrix" : "matrix dense",
    children: [
      buildElement(document, "div", { class: "matrix-grid", children: [labels("columns"), labels("rows"), plot] }),
      drawLegend({ document, scale }),
      ...(isLabelled
        ? []
        : [
            buildElement(document, "p", {
              class: "note",
              text: l10n.t("All {0} × {0} weights are drawn. Point at a cell to see its tokens.", map.tokens.length),
            }),
          ]),
    ],
  });
  element.style.setProperty("--tokens", String(map.tokens.length));
  return element;
}

interface ScaleOptions {
  readonly document: Document;
  readonly scale: Scale;
}

function drawLegend({ document, scale }: ScaleOptions): HTMLElement {
  const steps = scale.steps.map((weight) => {
    const swatch = buildElement(document, "span", { class: "swatch" });
    swatch.style.setProperty("--opacity", opacityOf(scale.levelOf(weight)).toFixed(3));
    return buildElement(document, "span", {
      class: "step",
      children: [
        swatch,
        document.createTextNode(Number.isInteger(weight * 100) ? `${weight * 100} %` : formatPercent(weight)),
      ],
    });
  });
  return buildElement(document, "div", { class: "legend", attributes: { "aria-hidden": "true" }, children: steps });
}

// Nearly all weights are small, and smaller the more tokens there are: a root spreads them over more shades.
function createScale(T: number): Scale {
  return {
    levelOf: (weight) => Math.round((T <= MOST_LABELS ? Math.sqrt(weight) : Math.cbrt(weight)) * LEVELS),
    steps: [0, 0.01, 0.1, 0.25, 0.5, 1],
  };
}

/** Weights that are much alike are told apart; 0 stays empty. */
function createOwnScale(weights: Float32Array): Scale {
  let [least, most] = [Infinity, 0];
  for (const weight of weights) {
    if (weight > 0) least = Math.min(least, weight);
    most = Math.max(most, weight);
  }
  const width = most - least;
  const levelOf = (weight: number) =>
    weight <= 0 ? 0 : 1 + Math.round((width > 0 ? Math.sqrt((weight - least) / width) : 1) * (LEVELS - 1));
  return { levelOf, steps: width > 0 ? [0, 1 / 16, 1 / 4, 1].map((part) => least + part * width) : [most] };
}

function opacityOf(level: number): number {
  return level / LEVELS;
}

function drawWeights(
  { tokens, weights }: AttentionMap,
  between: Between,
  { document, scale }: ScaleOptions,
): readonly SVGPathElement[] {
  const T = tokens.length;
  const segments = tokens.map(({ segment }) => segment);
  const isDrawn = [0, 1].map((from) => [0, 1].map((to) => isBetween(between, from, to)));
  const weightAt = (row: number, column: number) =>
    isDrawn[segments[row] ?? 0]?.[segments[column] ?? 0] === true ? (weights[row * T + column] ?? NaN) : 0;
  const cells = { side: T, weightAt, levelOf: scale.levelOf, levels: LEVELS };
  return drawCells(cells, { document });
}

function markLabels(element: HTMLElement, row: number | undefined, column: number | undefined): void {
  for (const [side, index] of [
    ["rows", row],
    ["columns", column],
  ] as const) {
    const labels = element.querySelectorAll(`.labels.${side} .label`);
    labels.forEach((label, i) => label.classList.toggle("own", i === index));
  }
}

function placeReadout(
  readout: HTMLElement,
  map: AttentionMap,
  { row, column, verb }: Cell & { readonly verb: Verb },
): void {
  const T = map.tokens.length;
  const document = readout.ownerDocument;
  const [from, to] = [map.tokens[row], map.tokens[column]];
  const weight = map.weights[row * T + column];
  if (!from || !to || weight === undefined) return;
  readout.replaceChildren(
    ...fillPlaces(SAYINGS[verb].readout, [
      drawPieceText(from, { document }),
      drawPieceText(to, { document }),
      buildElement(document, "strong", { text: formatPercent(weight) }),
    ]),
  );
  readout.style.setProperty("--x", String((column + 0.5) / T));
  readout.style.setProperty("--y", String((row + 0.5) / T));
  readout.classList.toggle("left", column > T / 2);
  readout.classList.toggle("above", row > T / 2);
}
