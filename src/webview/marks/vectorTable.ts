import { buildElement } from "../buildElement";
import type { PanelToken, PanelVectorLayer } from "../messages";
import { drawPieceText } from "./pieceText";

export interface VectorTableOptions {
  readonly document: Document;
  readonly onPin: (position: number) => void;
}

/** Neighbours told in a row. */
const MOST = 3;

/** Every token with those whose vectors are most like its own, as text. */
export function drawVectorTable(
  tokens: readonly PanelToken[],
  { neighbours }: PanelVectorLayer,
  { document, onPin }: VectorTableOptions,
): HTMLElement {
  const headings = ["Position", "Piece", "Most like (cosine)"].map((text) =>
    buildElement(document, "th", { text, attributes: { scope: "col" } }),
  );
  const rows = tokens.map((token) => {
    const piece = buildElement(document, "button", {
      class: "table-token",
      attributes: { type: "button", "data-key": `vector:${token.position}` },
      children: [drawPieceText(token, { document })],
    });
    piece.addEventListener("click", () => onPin(token.position));
    const near = drawNeighbours(tokens, (neighbours[token.position] ?? []).slice(0, MOST), { document });
    return buildElement(document, "tr", {
      children: [
        buildElement(document, "td", { text: String(token.position) }),
        buildElement(document, "th", { attributes: { scope: "row" }, children: [piece] }),
        buildElement(document, "td", { children: [near] }),
      ],
    });
  });
  const table = buildElement(document, "table", {
    class: "vector-table",
    children: [
      buildElement(document, "caption", {
        text: "Each piece, and those whose vectors point most in the direction of its own",
      }),
      buildElement(document, "thead", { children: [buildElement(document, "tr", { children: headings })] }),
      buildElement(document, "tbody", { children: rows }),
    ],
  });
  return buildElement(document, "div", { class: "table-scroll", children: [table] });
}

/** A list of pieces with their places, which tell equal pieces apart, and cosines. */
export function drawNeighbours(
  tokens: readonly PanelToken[],
  neighbours: PanelVectorLayer["neighbours"][number],
  { document }: { readonly document: Document },
): HTMLElement {
  const items = neighbours.flatMap(({ position, cosine }) => {
    const token = tokens[position];
    if (token === undefined) return [];
    const place = buildElement(document, "sub", {
      text: String(position),
      attributes: { title: `position ${position}` },
    });
    return [
      buildElement(document, "li", {
        children: [drawPieceText(token, { document }), place, document.createTextNode(` ${cosine.toFixed(2)}`)],
      }),
    ];
  });
  return buildElement(document, "ul", { class: "strongest", children: items });
}
