import { readWeights, type AttentionMap, type Direction, type Focus } from "../answers/attentionMap";
import type { AttentionView, AttentionViewOptions } from "./attentionView";
import { buildElement, buildSvg } from "../buildElement";
import { segmentName } from "./describeToken";
import { findLinks, type Link } from "./findLinks";
import { findStrongest } from "./findStrongest";
import { followArrowKeys } from "../widgets/followArrowKeys";
import { followPointing } from "../widgets/followPointing";
import { formatPercent } from "../../wording/formatPercent";
import { drawPieceText } from "./pieceText";

/** More lines than this are a grey blur, and slow to paint. The note under the picture says what is left out. */
export const MOST_LINKS = 1500;

export interface AttentionArcsOptions extends AttentionViewOptions {
  /** Weaker links are hidden until their token is pointed at; 0..1. */
  readonly threshold: number;
  /** Whether links from and to special tokens are drawn before one is pointed at. */
  readonly withSpecial: boolean;
}

interface Column {
  readonly direction: Direction;
  readonly element: HTMLElement;
  readonly items: readonly HTMLElement[];
  readonly percents: readonly HTMLElement[];
}

/** Each token on the left looks at tokens on the right: a line's strength is the weight. */
export function drawAttentionArcs(map: AttentionMap, options: AttentionArcsOptions): AttentionView {
  const { document } = options;
  const T = map.tokens.length;
  const found = findLinks(map, { threshold: options.threshold, most: MOST_LINKS, withSpecial: options.withSpecial });
  const all = buildSvg(document, "g", {
    class: "all",
    children: found.links.map((link) => drawLink(map, link, document)),
  });
  const isolated = buildSvg(document, "g", { class: "isolated" });
  const svg = buildSvg(document, "svg", {
    class: "links",
    attributes: { viewBox: `0 0 100 ${T}`, preserveAspectRatio: "none", "aria-hidden": "true" },
    children: [all, isolated],
  });
  const from = drawColumn(map, "from", options);
  const to = drawColumn(map, "to", options);
  const element = buildElement(document, "div", {
    class: "arcs",
    children: [
      buildElement(document, "div", { class: "arcs-heading", children: drawHeadings(document) }),
      buildElement(document, "div", { class: "arcs-columns", children: [from.element, svg, to.element] }),
      buildElement(document, "p", { class: "note", text: describeLinks(found) }),
    ],
  });
  element.style.setProperty("--tokens", String(T));
  return {
    element,
    isolate: (focus) => {
      element.classList.toggle("isolating", focus !== undefined);
      isolated.replaceChildren(...(focus ? findOwnLinks(map, focus).map((link) => drawLink(map, link, document)) : []));
      const weights = focus && readWeights(map, focus);
      for (const column of [from, to]) {
        const isOwn = column.direction === focus?.direction;
        markColumn(column, isOwn ? undefined : weights, isOwn ? focus.position : undefined);
      }
    },
  };
}

function drawHeadings(document: Document): HTMLElement[] {
  return ["Token", "looks at"].map((text) => buildElement(document, "span", { text }));
}

function drawColumn(map: AttentionMap, direction: Direction, options: AttentionArcsOptions): Column {
  const { document } = options;
  const percents: HTMLElement[] = [];
  const items = map.tokens.map((token) => {
    const what = direction === "from" ? "looks at" : "is looked at by";
    const strongest = describeStrongest(map, { position: token.position, direction });
    const percent = buildElement(document, "span", { class: "percent" });
    percents.push(percent);
    const item = buildElement(document, "button", {
      class: `arc-token segment-${segmentName(token).toLowerCase()}`,
      attributes: {
        type: "button",
        "data-key": `${direction}:${token.position}`,
        "aria-label": `${token.text}, position ${token.position}, ${what} ${strongest}`,
      },
      children: [drawPieceText(token, { document }), percent],
    });
    item.addEventListener("click", () => options.onPin({ position: token.position, direction }));
    return item;
  });
  const element = buildElement(document, "div", {
    class: `arc-column ${direction}`,
    attributes: { role: "group", "aria-label": direction === "from" ? "Tokens that look" : "Tokens looked at" },
    children: items,
  });
  followArrowKeys(element, items, { columns: 1 });
  followPointing(element, items, (index) =>
    options.onPoint(index === undefined ? undefined : { position: index, direction }),
  );
  return { direction, element, items, percents };
}

/** "sat 41.0 %, the 12.3 %, . 9.0 %" */
function describeStrongest(map: AttentionMap, focus: Focus): string {
  return findStrongest(map.tokens, readWeights(map, focus), 3)
    .map(({ token, weight }) => `${token.text} ${formatPercent(weight)}`)
    .join(", ");
}

function markColumn(column: Column, weights: Float32Array | undefined, own: number | undefined): void {
  for (const [i, item] of column.items.entries()) {
    const weight = weights?.[i];
    item.classList.toggle("own", i === own);
    item.style.setProperty("--weight", String(weight ?? 0));
    const percent = column.percents[i];
    // Under half a percent the number says less than the absence of one.
    if (percent) percent.textContent = weight !== undefined && weight >= 0.005 ? `${Math.round(weight * 100)} %` : "";
  }
}

function findOwnLinks(map: AttentionMap, { position, direction }: Focus): readonly Link[] {
  return [...readWeights(map, { position, direction })]
    .map((weight, i) => (direction === "from" ? { from: position, to: i, weight } : { from: i, to: position, weight }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => a.weight - b.weight);
}

function drawLink(map: AttentionMap, { from, to, weight }: Link, document: Document): SVGPathElement {
  const token = map.tokens[from];
  const path = buildSvg(document, "path", {
    class: `segment-${token ? segmentName(token).toLowerCase() : "a"}`,
    attributes: {
      d: `M0 ${from + 0.5}C45 ${from + 0.5} 55 ${to + 0.5} 100 ${to + 0.5}`,
      // The power lifts the small weights, which are nearly all of them, out of the background; a root makes a fog.
      "stroke-opacity": (0.04 + 0.96 * weight ** 0.7).toFixed(3),
      "stroke-width": (0.75 + 4.25 * weight).toFixed(3),
    },
  });
  return path;
}

function describeLinks({ links, special, weaker, beyond }: ReturnType<typeof findLinks>): string {
  const hidden = special + weaker + beyond;
  if (hidden === 0) return links.length === 1 ? "The one link is drawn." : `All ${links.length} links are drawn.`;
  const [least] = links;
  const reasons = [
    ...(special > 0 ? [`${special} of special tokens`] : []),
    ...(beyond > 0 ? [`${weaker + beyond} weaker ones`] : weaker > 0 ? [`${weaker} under the threshold`] : []),
  ];
  const drawn =
    beyond > 0 && least
      ? `the strongest ${links.length} are drawn (${formatPercent(least.weight)} and more)`
      : `${links.length} are drawn`;
  return `Of ${links.length + hidden} links ${drawn}, ${reasons.join(" and ")} are not. Point at a token to see all of its links.`;
}
