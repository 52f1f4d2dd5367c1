import * as l10n from "@vscode/l10n";
import { listNeighbours } from "../../answers/vectorLayers";
import { buildElement } from "../../dom/buildElement";
import type { DrawOptions } from "../../dom/drawOptions";
import type { PanelToken, PanelVectorLayer } from "../../messages";
import { drawDataTable } from "../dataTable";
import { drawPieceText } from "../pieceText";
import { drawNeighbourList } from "./neighbourList";

export interface VectorTableOptions extends DrawOptions {
  readonly onPin: (position: number) => void;
}

/** Neighbours in a row. */
const MOST = 3;

/** Every token with those whose vectors are most like its own, as text. */
export function drawVectorTable(
  tokens: readonly PanelToken[],
  layer: PanelVectorLayer,
  { document, onPin }: VectorTableOptions,
): HTMLElement {
  const rows = tokens.map((token) => {
    const piece = buildElement(document, "button", {
      class: "table-token",
      attributes: { type: "button", "data-key": `vector:${token.position}` },
      children: [drawPieceText(token, { document })],
    });
    piece.addEventListener("click", () => onPin(token.position));
    const near = drawNeighbourList(tokens, listNeighbours(layer, token.position).slice(0, MOST), { document });
    return buildElement(document, "tr", {
      children: [
        buildElement(document, "td", { text: String(token.position) }),
        buildElement(document, "th", { attributes: { scope: "row" }, children: [piece] }),
        buildElement(document, "td", { children: [near] }),
      ],
    });
  });
  const caption = [l10n.t("Each piece with those whose vectors point most nearly in the same direction")];
  const headings = [[l10n.t("Position")], [l10n.t("Piece")], [l10n.t("Most like (cosine)")]];
  return drawDataTable({ class: "vector-table", caption, headings, rows }, { document });
}
