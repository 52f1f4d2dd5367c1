import * as l10n from "@vscode/l10n";
import { formatPercent } from "../../../wording/numbers/formatPercent";
import type { Focus } from "../../answers/attentionMap";
import type { Flow } from "../../answers/checkFlow";
import { buildElement, buildSvg } from "../../dom/buildElement";
import type { DrawOptions } from "../../dom/drawOptions";
import { fillPlaces } from "../../dom/fillPlaces";
import { followArrowKeys } from "../../dom/followArrowKeys";
import type { PanelInput, PanelToken } from "../../messages";
import { drawPieceText } from "../pieceText";
import { selectSegmentClass } from "../segment";

export interface RolloutFlowOptions extends DrawOptions {
  readonly onPin: (focus: Focus) => void;
}

/** Rows of the picture: of more tokens, those that most of the flow passes. */
export const MOST_ROWS = 24;
/** Units of the picture from one layer to the next. */
const STEP = 10;

/** One token's way through the layers: what comes from where, from the embeddings on the left to the last layer. */
export function drawRolloutFlow(
  { tokens, model }: PanelInput,
  flow: Flow,
  { document, onPin }: RolloutFlowOptions,
): HTMLElement {
  const rows = listRows(tokens, flow, model.layers);
  const items = rows.map((token) => {
    const share = flow.shares[token.position] ?? NaN;
    // Of special pieces that are left out nothing comes; the chosen one stands here as the end of its way.
    const isEndOnly = token.position === flow.position && share === 0;
    return drawRow(token, isEndOnly ? undefined : share, { document, onPin });
  });
  const labels = buildElement(document, "div", {
    class: "flow-tokens",
    attributes: { role: "group", "aria-label": l10n.t("Pieces that it comes from") },
    children: items,
  });
  followArrowKeys(labels, items, { columns: 1 });
  const own = tokens[flow.position];
  const ends = [l10n.t("embeddings"), l10n.t("after layer {0}", model.layers - 1)].map((text) =>
    buildElement(document, "span", { text }),
  );
  const element = buildElement(document, "section", {
    class: "rollout-flow",
    children: [
      buildElement(document, "h2", {
        children: own ? fillPlaces(l10n.t("Where {0} comes from"), [drawPieceText(own, { document })]) : [],
      }),
      buildElement(document, "div", {
        class: "flow-plot",
        children: [labels, drawWays(rows, flow, { document, layers: model.layers })],
      }),
      buildElement(document, "div", { class: "ends", attributes: { "aria-hidden": "true" }, children: ends }),
      buildElement(document, "p", { class: "note", text: describeRows(rows, tokens, flow) }),
    ],
  });
  element.style.setProperty("--rows", String(rows.length));
  return element;
}

/** The tokens that the greatest shares pass, in the order of the text; the chosen one is always there. */
function listRows(tokens: readonly PanelToken[], { position, shares }: Flow, layers: number): readonly PanelToken[] {
  const T = tokens.length;
  const most = tokens.map((_, at) => {
    let greatest = 0;
    // The rows from the embeddings to the last layer but one: after the last there is the token alone.
    for (let layer = 0; layer < layers; layer += 1) greatest = Math.max(greatest, shares[layer * T + at] ?? 0);
    return at === position ? Infinity : greatest;
  });
  const order = tokens.filter((_, at) => (most[at] ?? 0) > 0);
  order.sort((a, b) => (most[b.position] ?? 0) - (most[a.position] ?? 0) || a.position - b.position);
  return order.slice(0, MOST_ROWS).sort((a, b) => a.position - b.position);
}

function drawRow(token: PanelToken, share: number | undefined, { document, onPin }: RolloutFlowOptions): HTMLElement {
  const percent = share === undefined ? "" : formatPercent(Math.min(1, share));
  const row = buildElement(document, "button", {
    class: `flow-token ${selectSegmentClass(token)}`,
    attributes: {
      type: "button",
      "data-key": `flow:${token.position}`,
      "aria-label":
        share === undefined
          ? l10n.t("{0}, position {1}, where the way ends", token.text, token.position)
          : l10n.t("{0}, position {1}, {2}", token.text, token.position, percent),
    },
    children: [drawPieceText(token, { document }), buildElement(document, "span", { class: "percent", text: percent })],
  });
  row.addEventListener("click", () => onPin({ position: token.position, direction: "from" }));
  return row;
}

function drawWays(
  rows: readonly PanelToken[],
  { ways, position }: Flow,
  { document, layers }: DrawOptions & { readonly layers: number },
): SVGSVGElement {
  const rowOf = new Map(rows.map((token, row) => [token.position, row + 0.5]));
  const paths = [...ways]
    .sort((a, b) => a.share - b.share)
    .flatMap(({ layer, from, to, share }) => {
      const [start, end] = [rowOf.get(from), rowOf.get(to)];
      if (start === undefined || end === undefined) return [];
      const [left, right] = [layer * STEP, (layer + 1) * STEP];
      const bend = STEP / 2;
      return buildSvg(document, "path", {
        class: selectSegmentClass(rows[Math.floor(start)]),
        attributes: {
          d: `M${left} ${start}C${left + bend} ${start} ${right - bend} ${end} ${right} ${end}`,
          "stroke-width": (0.75 + 11 * Math.min(1, share)).toFixed(3),
          "stroke-opacity": (0.25 + 0.75 * Math.min(1, share) ** 0.5).toFixed(3),
        },
      });
    });
  const goal = buildSvg(document, "path", {
    class: "goal",
    attributes: { d: `M${layers * STEP} ${(rowOf.get(position) ?? 0) - 0.4}v0.8` },
  });
  return buildSvg(document, "svg", {
    class: "flow-ways",
    attributes: {
      viewBox: `0 0 ${layers * STEP} ${rows.length}`,
      preserveAspectRatio: "none",
      "aria-hidden": "true",
    },
    children: [...paths, goal],
  });
}

function describeRows(rows: readonly PanelToken[], tokens: readonly PanelToken[], { shares }: Flow): string {
  const shown = rows.reduce((sum, { position }) => sum + (shares[position] ?? 0), 0);
  const share = formatPercent(Math.min(1, shown));
  return [
    l10n.t("The wider a line, the more comes this way; the thinnest are left out."),
    rows.length === tokens.length
      ? l10n.t("Shown are all {0} pieces, from which {1} comes.", tokens.length, share)
      : l10n.t("Shown are {0} of {1} pieces, from which {2} comes.", rows.length, tokens.length, share),
    l10n.t("A number is what comes from the embedding of the piece."),
  ].join(" ");
}
