import * as l10n from "@vscode/l10n";
import { nameStage } from "../../../wording/names/nameStage";
import { formatPercent } from "../../../wording/numbers/formatPercent";
import { buildElement } from "../../dom/buildElement";
import type { DrawOptions } from "../../dom/drawOptions";
import { fillPlaces } from "../../dom/fillPlaces";
import type { PanelFill, PanelToken } from "../../messages";
import { drawDataTable } from "../dataTable";
import { drawPieceText } from "../pieceText";

/** What the fill-mask readout would write for one mask at each layer. */
export interface LayerFills {
  readonly token: PanelToken;
  /** L + 1 lists, the embeddings first; each most probable first. */
  readonly layers: readonly (readonly PanelFill[])[];
}

/** A row a layer: the words it would write, with a bar for the probability of each; the last layer's choice stands out. */
export function drawLayerFills({ token, layers }: LayerFills, { document }: DrawOptions): HTMLElement {
  const answer = layers.at(-1)?.[0]?.text;
  const rows = layers.map((fills, layer) =>
    buildElement(document, "tr", {
      children: [
        buildElement(document, "th", { text: nameStage(layer), attributes: { scope: "row" } }),
        ...fills.map((fill) => drawFill(fill, fill.text === answer, document)),
      ],
    }),
  );
  const width = Math.max(0, ...layers.map(({ length }) => length));
  const headings = [
    [l10n.t("Layer")],
    ...Array.from({ length: width }, (_, i) => [i === 0 ? l10n.t("First choice") : `${i + 1}.`]),
  ];
  const lead = fillPlaces<Node>(`${describeMask(token)} `, [
    drawPieceText(token, { document }),
    String(token.position),
  ]);
  // The table may be wider than the page, where its own caption would be cut.
  const caption = [
    buildElement(document, "span", { class: "hidden-text", text: l10n.t("{0}, layer by layer", token.text) }),
  ];
  return buildElement(document, "section", {
    class: "layer-mask",
    children: [
      buildElement(document, "p", { children: [...lead, ...describeAnswer(layers, answer, document)] }),
      drawDataTable({ class: "layer-fills", caption, headings, rows }, { document }),
    ],
  });
}

function drawFill({ text, probability }: PanelFill, isAnswer: boolean, document: Document): HTMLElement {
  const bar = buildElement(document, "span", { class: "bar", attributes: { "aria-hidden": "true" } });
  bar.style.setProperty("--share", String(probability));
  return buildElement(document, "td", {
    class: isAnswer ? "answer" : "",
    children: [
      buildElement(document, "bdi", { class: "fill-text", text }),
      " ",
      buildElement(document, "span", { class: "percent", text: formatPercent(Math.min(1, probability)) }),
      bar,
    ],
  });
}

function describeMask({ kind }: PanelToken): string {
  return kind === "mask"
    ? l10n.t("What the model would write for {0} at position {1}.")
    : l10n.t("What the model would write if it could not see {0} at position {1}.");
}

/** Says from which layer on the last layer's choice stays the first. */
function describeAnswer(
  layers: LayerFills["layers"],
  answer: string | undefined,
  document: Document,
): readonly (Node | string)[] {
  if (answer === undefined) return [];
  let settled = layers.length - 1;
  while (settled > 0 && layers[settled - 1]?.[0]?.text === answer) settled -= 1;
  const says =
    settled === 0
      ? l10n.t("{0} is its first choice from the embeddings on.")
      : l10n.t("{0} is its first choice from layer {1} on.");
  return fillPlaces<Node>(says, [
    buildElement(document, "bdi", { class: "fill-text", text: answer }),
    String(settled - 1),
  ]);
}
