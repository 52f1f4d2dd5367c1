import * as l10n from "@vscode/l10n";
import { formatCount } from "../../wording/numbers/formatCount";
import { formatPercent } from "../../wording/numbers/formatPercent";
import { type AttentionMap, type Direction, type Focus, readWeights } from "../answers/attentionMap";
import { type Between, isBetween } from "../answers/between";
import { buildElement, buildSvg } from "../dom/buildElement";
import { followArrowKeys } from "../dom/followArrowKeys";
import { followPointing } from "../dom/followPointing";
import { listStrongest } from "./listStrongest";
import { drawPieceText } from "./pieceText";
import { selectSegmentClass } from "./segment";
import { type Link, type Links, type LinksWanted, selectLinks } from "./selectLinks";
import type { TokenView, TokenViewOptions } from "./tokenView";

/** More lines than this are a grey blur and slow to paint. The note under the picture says how many are left out. */
export const MOST_LINKS = 1500;

export interface AttentionArcsOptions extends TokenViewOptions {
  /** The others are hidden until their token is pointed at. */
  readonly wanted: LinksWanted;
}

export interface AttentionArcs extends TokenView {
  /** Draws other links between the same tokens. */
  showLinks(wanted: LinksWanted): void;
}

interface Column {
  readonly direction: Direction;
  readonly element: HTMLElement;
  readonly items: readonly HTMLElement[];
  readonly percents: readonly HTMLElement[];
}

/** Tokens on the left look at tokens on the right: the stronger the line, the greater the weight. */
export function drawAttentionArcs(map: AttentionMap, options: AttentionArcsOptions): AttentionArcs {
  const { document } = options;
  const T = map.tokens.length;
  const all = buildSvg(document, "g", { class: "all" });
  const note = buildElement(document, "p", { class: "note" });
  let { between } = options.wanted;
  const showLinks = (wanted: LinksWanted) => {
    between = wanted.between;
    const found = selectLinks(map, wanted, MOST_LINKS);
    all.replaceChildren(...found.links.map((link) => drawLink(map, link, document)));
    note.textContent = describeLinks(found, wanted);
  };
  showLinks(options.wanted);
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
      note,
    ],
  });
  element.style.setProperty("--tokens", String(T));
  return {
    element,
    showLinks,
    isolate: (focus) => {
      element.classList.toggle("isolating", focus !== undefined);
      // Of a chosen token, too, links between other texts than those that were asked for are not drawn.
      const weights = focus && readWeightsBetween(map, focus, between);
      const links = focus && weights ? listOwnLinks(weights, focus) : [];
      isolated.replaceChildren(...links.map((link) => drawLink(map, link, document)));
      for (const column of [from, to]) {
        const isOwn = column.direction === focus?.direction;
        markColumn(column, isOwn ? undefined : weights, isOwn ? focus.position : undefined);
      }
    },
  };
}

function drawHeadings(document: Document): HTMLElement[] {
  return [l10n.t("Token"), l10n.t("looks at")].map((text) => buildElement(document, "span", { text }));
}

function drawColumn(map: AttentionMap, direction: Direction, options: AttentionArcsOptions): Column {
  const { document } = options;
  const percents: HTMLElement[] = [];
  const items = map.tokens.map((token) => {
    const { text, position } = token;
    const strongest = describeStrongest(map, { position, direction });
    const percent = buildElement(document, "span", { class: "percent" });
    percents.push(percent);
    const item = buildElement(document, "button", {
      class: `arc-token ${selectSegmentClass(token)}`,
      attributes: {
        type: "button",
        "data-key": `${direction}:${position}`,
        "aria-label":
          direction === "from"
            ? l10n.t("{0}, position {1}, looks at {2}", text, position, strongest)
            : l10n.t("{0}, position {1}, is looked at by {2}", text, position, strongest),
      },
      children: [drawPieceText(token, { document }), percent],
    });
    item.addEventListener("click", () => options.onPin({ position, direction }));
    return item;
  });
  const element = buildElement(document, "div", {
    class: `arc-column ${direction}`,
    attributes: {
      role: "group",
      "aria-label": direction === "from" ? l10n.t("Tokens that look") : l10n.t("Tokens looked at"),
    },
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
  return listStrongest(map.tokens, readWeights(map, focus), 3)
    .map(({ token, weight }) => `${token.text} ${formatPercent(weight)}`)
    .join(", ");
}

function markColumn(column: Column, weights: Float32Array | undefined, own: number | undefined): void {
  for (const [i, item] of column.items.entries()) {
    const weight = weights?.[i];
    item.classList.toggle("own", i === own);
    item.style.setProperty("--weight", String(weight ?? 0));
    const percent = column.percents[i];
    // Below half a percent, the absence of a number says more than "0 %" would.
    if (percent) percent.textContent = weight !== undefined && weight >= 0.005 ? `${Math.round(weight * 100)} %` : "";
  }
}

/** T weights of a token; 0 where the other token is of a text that was not asked for. */
function readWeightsBetween(map: AttentionMap, focus: Focus, between: Between): Float32Array {
  const own = map.tokens[focus.position]?.segment ?? 0;
  return readWeights(map, focus).map((weight, i) => {
    const other = map.tokens[i]?.segment ?? 0;
    return (focus.direction === "from" ? isBetween(between, own, other) : isBetween(between, other, own)) ? weight : 0;
  });
}

function listOwnLinks(weights: Float32Array, { position, direction }: Focus): readonly Link[] {
  return [...weights]
    .map((weight, i) => (direction === "from" ? { from: position, to: i, weight } : { from: i, to: position, weight }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => a.weight - b.weight);
}

function drawLink(map: AttentionMap, { from, to, weight }: Link, document: Document): SVGPathElement {
  return buildSvg(document, "path", {
    class: selectSegmentClass(map.tokens[from]),
    attributes: {
      d: `M0 ${from + 0.5}C45 ${from + 0.5} 55 ${to + 0.5} 100 ${to + 0.5}`,
      // Nearly all weights are small: the power lifts them out of the background, where a root would make a fog.
      "stroke-opacity": (0.04 + 0.96 * weight ** 0.7).toFixed(3),
      "stroke-width": (0.75 + 4.25 * weight).toFixed(3),
    },
  });
}

function describeLinks({ links, otherTexts, special, weaker, beyond }: Links, { strongest }: LinksWanted): string {
  const hidden = otherTexts + special + weaker + beyond;
  if (hidden === 0)
    return links.length === 1
      ? l10n.t("The only link is drawn.")
      : l10n.t("All {0} links are drawn.", formatCount(links.length));
  const [least] = links;
  const leftOut = [
    ...(otherTexts > 0 ? [l10n.t("{0} between other texts", formatCount(otherTexts))] : []),
    ...(special > 0 ? [l10n.t("{0} of special tokens", formatCount(special))] : []),
    ...(beyond > 0 || (weaker > 0 && strongest !== undefined)
      ? [l10n.t("{0} weaker ones", formatCount(weaker + beyond))]
      : weaker > 0
        ? [l10n.t("{0} under the threshold", formatCount(weaker))]
        : []),
  ];
  const [drawn, all] = [formatCount(links.length), formatCount(links.length + hidden)];
  const not = leftOut.reduce((before, each) => l10n.t("{0} and {1}", before, each));
  return [
    least && (beyond > 0 || strongest !== undefined)
      ? l10n.t(
          "The strongest {0} of {1} links are drawn ({2} or more); {3} are not.",
          drawn,
          all,
          formatPercent(least.weight),
          not,
        )
      : l10n.t("{0} of {1} links are drawn; {2} are not.", drawn, all, not),
    otherTexts > 0
      ? l10n.t("Point at a token to see all of these links of it.")
      : l10n.t("Point at a token to see all of its links."),
  ].join(" ");
}
