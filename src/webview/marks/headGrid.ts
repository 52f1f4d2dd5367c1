import { drawCells } from "./attentionCells";
import type { Focus } from "../answers/attentionMap";
import type { AttentionView } from "./attentionView";
import { buildElement, buildSvg } from "../buildElement";
import { followArrowKeys } from "../widgets/followArrowKeys";
import { followPointing } from "../widgets/followPointing";
import { formatPercent } from "../../wording/formatPercent";
import { HEAD_PLACES, nameHeadPlace } from "../../wording/headPlaces";
import { drawPlaces, findMain } from "./headSummary";
import type { PanelHead } from "../messages";

/** Shades of a cell: fewer than in a picture of one head, of which each cell is larger. */
const LEVELS = 8;

export interface HeadChoice {
  readonly layer: number;
  readonly head: number;
}

export interface HeadGridOptions extends HeadChoice {
  readonly document: Document;
  /** T. */
  readonly tokenCount: number;
  /** The mouse or the focus is on this head, or on none. */
  readonly onPoint: (place: HeadChoice | undefined) => void;
  readonly onOpen: (place: HeadChoice) => void;
}

/** A small picture of every head, in the colour of what most of its attention goes to: rows are layers, columns heads. */
export function drawHeadGrid(layers: readonly (readonly PanelHead[])[], options: HeadGridOptions): AttentionView {
  const { document, onPoint, onOpen } = options;
  const columns = layers[0]?.length ?? 0;
  const places = layers.flatMap((heads, layer) => heads.map((_, head) => ({ layer, head })));
  const axis = (text: string) =>
    buildElement(document, "span", { class: "axis", text, attributes: { "aria-hidden": "true" } });
  const items = layers.flatMap((heads, layer) =>
    heads.map((found, head) => drawHead(found, { document, layer, head, isChosen: isAt(options, { layer, head }) })),
  );
  const rows = layers.flatMap((_, layer) => [
    axis(String(layer)),
    ...items.slice(layer * columns, (layer + 1) * columns),
  ]);
  const grid = buildElement(document, "div", {
    class: "head-grid",
    attributes: { role: "group", "aria-label": "All heads: rows are layers, columns heads" },
    children: [axis(""), ...Array.from({ length: columns }, (_, head) => axis(String(head))), ...rows],
  });
  grid.style.setProperty("--heads", String(columns));
  followArrowKeys(grid, items, { columns, current: options.layer * columns + options.head });
  followPointing(grid, items, (index) => onPoint(index === undefined ? undefined : places[index]));
  for (const [index, item] of items.entries()) {
    item.addEventListener("click", () => onOpen(places[index] ?? options));
  }
  const element = buildElement(document, "div", {
    class: "all-heads",
    children: [grid, drawCounts(layers.flat(), document)],
  });
  return { element, isolate: (focus) => markToken(grid, focus, options.tokenCount) };
}

/** The row of a token in every picture, or its column for what looks at it. */
function markToken(grid: HTMLElement, focus: Focus | undefined, tokenCount: number): void {
  grid.classList.toggle("marking-row", focus?.direction === "from");
  grid.classList.toggle("marking-column", focus?.direction === "to");
  if (!focus) return;
  grid.style.setProperty("--place-of-token", String(focus.position / tokenCount));
  grid.style.setProperty("--size-of-token", String(1 / tokenCount));
}

function isAt(a: HeadChoice, b: HeadChoice): boolean {
  return a.layer === b.layer && a.head === b.head;
}

function drawHead(
  { shares, sketch }: PanelHead,
  { document, layer, head, isChosen }: HeadChoice & { readonly document: Document; readonly isChosen: boolean },
): HTMLElement {
  const main = findMain(shares);
  const side = sketch.length;
  const cells = {
    side,
    weightAt: (row: number, column: number) => sketch[row]?.[column] ?? NaN,
    // A root spreads the small weights, which are nearly all of them, over more shades.
    levelOf: (weight: number) => Math.round(Math.cbrt(weight) * LEVELS),
    levels: LEVELS,
  };
  const picture = buildSvg(document, "svg", {
    attributes: { viewBox: `0 0 ${side} ${side}`, preserveAspectRatio: "none", "aria-hidden": "true" },
    children: drawCells(cells, { document }),
  });
  const name = `Layer ${layer}, head ${head}: most to ${nameHeadPlace(main)}, ${formatPercent(Math.min(1, shares[main]))}`;
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

/** How many heads are of each kind. */
function drawCounts(heads: readonly PanelHead[], document: Document): HTMLElement {
  const mains = heads.map(({ shares }) => findMain(shares));
  const entries = HEAD_PLACES.map((place) => ({ place, count: mains.filter((main) => main === place).length }))
    .filter(({ count }) => count > 0)
    .map(({ place, count }) => ({ place, text: count === 1 ? "1 head" : `${count} heads` }));
  return buildElement(document, "div", {
    class: "note",
    children: [
      buildElement(document, "span", { text: "Most of their attention goes to" }),
      drawPlaces(entries, { document, label: "What most of the heads' attention goes to" }),
    ],
  });
}
