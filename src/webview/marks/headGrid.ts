import * as l10n from "@vscode/l10n";
import { HEAD_PLACES, type HeadPlace, nameHeadPlace } from "../../wording/names/headPlaces";
import { nameHead } from "../../wording/names/nameHead";
import { formatPercent } from "../../wording/numbers/formatPercent";
import type { Focus } from "../answers/attentionMap";
import { buildAxisLabel } from "../dom/buildAxisLabel";
import { buildElement, buildSvg } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";
import { followArrowKeys } from "../dom/followArrowKeys";
import { followPointing } from "../dom/followPointing";
import type { HeadChoice, PanelHead, PanelShares } from "../messages";
import { drawCells } from "./attentionCells";
import { drawPlaceLegend } from "./placeLegend";
import type { TokenView } from "./tokenView";

/** Shades of a cell. The matrix of one head has more, because its cells are smaller. */
const LEVELS = 8;

export interface HeadGridOptions extends DrawOptions, HeadChoice {
  /** T. */
  readonly tokenCount: number;
  /** Called with the head that the mouse or the focus is on, or with none. */
  readonly onPoint: (head: HeadChoice | undefined) => void;
  readonly onOpen: (head: HeadChoice) => void;
}

/**
 * A small picture of every head, in the colour of the place that gets most of its attention; rows are layers, columns
 * are heads.
 */
export function drawHeadGrid(layers: readonly (readonly PanelHead[])[], options: HeadGridOptions): TokenView {
  const { document, onPoint, onOpen } = options;
  const columns = layers[0]?.length ?? 0;
  const choices = layers.flatMap((heads, layer) => heads.map((_, head) => ({ layer, head })));
  const items = layers.flatMap((heads, layer) =>
    heads.map((found, head) => {
      const isChosen = layer === options.layer && head === options.head;
      return drawHead(found, { document, layer, head, isChosen });
    }),
  );
  const rows = layers.flatMap((_, layer) => [
    buildAxisLabel(document, String(layer)),
    ...items.slice(layer * columns, (layer + 1) * columns),
  ]);
  const columnLabels = Array.from({ length: columns }, (_, head) => buildAxisLabel(document, String(head)));
  const grid = buildElement(document, "div", {
    class: "head-grid",
    attributes: { role: "group", "aria-label": l10n.t("All heads: rows are layers, columns are heads") },
    children: [buildAxisLabel(document, ""), ...columnLabels, ...rows],
  });
  grid.style.setProperty("--heads", String(columns));
  followArrowKeys(grid, items, { columns, current: options.layer * columns + options.head });
  followPointing(grid, items, (index) => onPoint(index === undefined ? undefined : choices[index]));
  for (const [index, item] of items.entries()) {
    item.addEventListener("click", () => onOpen(choices[index] ?? options));
  }
  const element = buildElement(document, "div", {
    class: "all-heads",
    children: [grid, drawCounts(layers.flat(), document)],
  });
  return { element, isolate: (focus) => markToken(grid, focus, options.tokenCount) };
}

/** Marks one token in every picture: its row, or its column for what looks at it. */
function markToken(grid: HTMLElement, focus: Focus | undefined, tokenCount: number): void {
  grid.classList.toggle("marking-row", focus?.direction === "from");
  grid.classList.toggle("marking-column", focus?.direction === "to");
  if (!focus) return;
  grid.style.setProperty("--place-of-token", String(focus.position / tokenCount));
  grid.style.setProperty("--size-of-token", String(1 / tokenCount));
}

/** The place that gets most attention; of equals the first. */
function selectMainPlace(shares: PanelShares): HeadPlace {
  return HEAD_PLACES.reduce((most, place) => (shares[place] > shares[most] ? place : most));
}

function drawHead(
  { shares, sketch }: PanelHead,
  { document, layer, head, isChosen }: DrawOptions & HeadChoice & { readonly isChosen: boolean },
): HTMLElement {
  const main = selectMainPlace(shares);
  const side = Math.sqrt(sketch.length);
  const cells = {
    side,
    weightAt: (row: number, column: number) => sketch[row * side + column] ?? NaN,
    // Nearly all weights are small: a root spreads them over more shades.
    levelOf: (weight: number) => Math.round(Math.cbrt(weight) * LEVELS),
    levels: LEVELS,
  };
  const picture = buildSvg(document, "svg", {
    attributes: { viewBox: `0 0 ${side} ${side}`, preserveAspectRatio: "none", "aria-hidden": "true" },
    children: drawCells(cells, { document }),
  });
  const share = formatPercent(Math.min(1, shares[main]));
  const name = l10n.t("{0}: most to {1}, {2}", nameHead({ layer, head }), nameHeadPlace(main), share);
  return buildElement(document, "button", {
    class: `head-picture place-${main}`,
    attributes: {
      type: "button",
      "data-key": `picture:${layer}:${head}`,
      "aria-label": name,
      title: name,
      ...(isChosen && { "aria-current": "true" }),
    },
    children: [picture],
  });
}

/** The number of heads of each kind. */
function drawCounts(heads: readonly PanelHead[], document: Document): HTMLElement {
  const mains = heads.map(({ shares }) => selectMainPlace(shares));
  const entries = HEAD_PLACES.map((place) => ({ place, count: mains.filter((main) => main === place).length }))
    .filter(({ count }) => count > 0)
    .map(({ place, count }) => ({ place, text: count === 1 ? l10n.t("1 head") : l10n.t("{0} heads", count) }));
  return buildElement(document, "div", {
    class: "note",
    children: [
      buildElement(document, "span", { text: l10n.t("Most of their attention goes to") }),
      drawPlaceLegend(entries, { document, label: l10n.t("Where most of the heads' attention goes") }),
    ],
  });
}
