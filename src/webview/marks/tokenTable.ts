import { readWeights, type AttentionMap, type Focus } from "../answers/attentionMap";
import { buildElement } from "../buildElement";
import { hasCharacters, segmentName } from "./describeToken";
import { findStrongest } from "./findStrongest";
import { formatPercent } from "../../wording/formatPercent";
import type { PanelToken } from "../messages";
import { drawPieceText } from "./pieceText";

export interface TokenTableOptions {
  readonly document: Document;
  readonly pinned?: number | undefined;
  readonly onPin: (position: number) => void;
}

const HEADINGS = ["Position", "Piece", "Id", "Segment", "Characters", "Looks most at", "Is looked at most by"];

/** Every token with what the pictures show of it. */
export function drawTokenTable(map: AttentionMap, options: TokenTableOptions): HTMLElement {
  const { document } = options;
  const cells = HEADINGS.map((text) => buildElement(document, "th", { text, attributes: { scope: "col" } }));
  const head = buildElement(document, "thead", { children: [buildElement(document, "tr", { children: cells })] });
  const body = buildElement(document, "tbody", { children: map.tokens.map((token) => drawRow(map, token, options)) });
  const caption = buildElement(document, "caption", {
    text: `${map.tokens.length} tokens. Choose one for all of its weights and for the model's own words in its place.`,
  });
  const table = buildElement(document, "table", { class: "token-table", children: [caption, head, body] });
  return buildElement(document, "div", { class: "table-scroll", children: [table] });
}

function drawRow(map: AttentionMap, token: PanelToken, { document, pinned, onPin }: TokenTableOptions): HTMLElement {
  const { position } = token;
  const piece = buildElement(document, "button", {
    class: "table-token",
    attributes: { type: "button", "data-key": `row:${position}`, "aria-pressed": String(position === pinned) },
    children: [drawPieceText(token, { document })],
  });
  piece.addEventListener("click", () => onPin(position));
  const values = [String(token.id), segmentName(token), hasCharacters(token) ? `${token.start}–${token.end}` : "none"];
  const strongest = (["from", "to"] as const).map((direction) => drawStrongest(map, { position, direction }, document));
  return buildElement(document, "tr", {
    class: position === pinned ? "own" : "",
    children: [
      buildElement(document, "td", { text: String(position) }),
      buildElement(document, "th", { attributes: { scope: "row" }, children: [piece] }),
      ...values.map((text) => buildElement(document, "td", { text })),
      ...strongest,
    ],
  });
}

/** A list, each piece isolated: joined into one text, a right-to-left piece would take its neighbours' numbers along. */
function drawStrongest(map: AttentionMap, focus: Focus, document: Document): HTMLElement {
  const items = findStrongest(map.tokens, readWeights(map, focus), 3).map(({ token, weight }) =>
    buildElement(document, "li", {
      children: [drawPieceText(token, { document }), document.createTextNode(` ${formatPercent(weight)}`)],
    }),
  );
  return buildElement(document, "td", {
    children: [buildElement(document, "ul", { class: "strongest", children: items })],
  });
}
