import * as l10n from "@vscode/l10n";
import { formatFixed } from "../../../wording/numbers/formatFixed";
import { formatPercent } from "../../../wording/numbers/formatPercent";
import { buildElement, buildSvg } from "../../dom/buildElement";
import type { DrawOptions } from "../../dom/drawOptions";
import { fillPlaces } from "../../dom/fillPlaces";
import type { PanelToken } from "../../messages";
import { drawDataTable } from "../dataTable";
import { drawPieceText } from "../pieceText";

/** A query and a key, element by element: D numbers each. */
export interface NeuronPair {
  /** Whose query it is. */
  readonly from: PanelToken;
  /** Whose key it is. */
  readonly to: PanelToken;
  readonly query: Float32Array;
  readonly key: Float32Array;
  /** Divided by √D; their sum is the score. */
  readonly products: Float64Array;
  /** 0..1: what the softmax makes of the score. */
  readonly weight: number;
}

/** Elements in the table: the largest products. */
const LISTED = 12;
/** Height of a row of bars above and below its line, in units of the picture. */
const HALF = 10;

/** A query, a key and their products as rows of bars, up for numbers above 0 and down for those below. */
export function drawNeuronPair(pair: NeuronPair, { document }: DrawOptions): HTMLElement {
  const { from, to, query, key, products } = pair;
  const score = products.reduce((sum, product) => sum + product, 0);
  const most = (values: Float32Array | Float64Array) => Math.max(...Array.from(values, Math.abs));
  // Queries and keys are of one kind, so their bars have one scale.
  const scale = Math.max(most(query), most(key));
  const piece = (token: PanelToken) => drawPieceText(token, { document });
  const heading = fillPlaces(l10n.t("{0} looks at {1}: score {2}, attention {3}"), [
    piece(from),
    piece(to),
    formatFixed(score, 2),
    formatPercent(Math.min(1, pair.weight)),
  ]);
  return buildElement(document, "section", {
    class: "neuron-pair",
    children: [
      buildElement(document, "h2", { children: heading }),
      drawBars(fillPlaces(l10n.t("Query of {0}"), [piece(from)]), query, { document, scale }),
      drawBars(fillPlaces(l10n.t("Key of {0}"), [piece(to)]), key, { document, scale }),
      drawBars([l10n.t("Products, each divided by √{0}", products.length)], products, {
        document,
        scale: most(products),
      }),
      drawLargest(pair, document),
    ],
  });
}

function drawBars(
  name: readonly (Node | string)[],
  values: Float32Array | Float64Array,
  { document, scale }: DrawOptions & { readonly scale: number },
): HTMLElement {
  const path = (isUp: boolean) =>
    Array.from(values, (value, i) => {
      if (value > 0 !== isUp || scale === 0) return "";
      const height = ((HALF * value) / scale).toFixed(2);
      return `M${i + 0.1} ${HALF}v${-Number(height)}h0.8v${height}z`;
    }).join("");
  const svg = buildSvg(document, "svg", {
    // The table below names the largest.
    attributes: {
      viewBox: `0 0 ${values.length} ${2 * HALF}`,
      preserveAspectRatio: "none",
      "aria-hidden": "true",
    },
    children: [
      buildSvg(document, "path", { class: "rule", attributes: { d: `M0 ${HALF}H${values.length}` } }),
      buildSvg(document, "path", { class: "up", attributes: { d: path(true) } }),
      buildSvg(document, "path", { class: "down", attributes: { d: path(false) } }),
    ],
  });
  return buildElement(document, "div", {
    class: "neuron-bars",
    children: [
      buildElement(document, "h3", { children: name }),
      svg,
      buildElement(document, "span", { class: "scale", text: `±${formatFixed(scale, 2)}` }),
    ],
  });
}

function drawLargest({ query, key, products }: NeuronPair, document: Document): HTMLElement {
  const order = Array.from(products.keys()).sort((a, b) => Math.abs(products[b] ?? 0) - Math.abs(products[a] ?? 0));
  const number = (value = NaN) => buildElement(document, "td", { class: "number", text: formatFixed(value, 3) });
  const rows = order.slice(0, LISTED).map((i) =>
    buildElement(document, "tr", {
      children: [
        buildElement(document, "th", { attributes: { scope: "row" }, text: String(i) }),
        number(query[i]),
        number(key[i]),
        number(products[i]),
      ],
    }),
  );
  const caption = [l10n.t("The {0} largest of {1} products; all add up to the score", rows.length, products.length)];
  const headings = [[l10n.t("Element")], [l10n.t("Query")], [l10n.t("Key")], [l10n.t("Product")]];
  return drawDataTable({ class: "neuron-table", caption, headings, rows }, { document });
}
