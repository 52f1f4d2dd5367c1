import * as l10n from "@vscode/l10n";
import { formatPercent } from "../../wording/numbers/formatPercent";
import { type AttentionMap, type Focus, readWeights } from "../answers/attentionMap";
import { hasCharacters } from "../answers/tokenKind";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";
import type { PanelToken } from "../messages";
import { drawDataTable } from "./dataTable";
import { listStrongest } from "./listStrongest";
import { drawPieceText } from "./pieceText";
import { nameSegment } from "./segment";

export interface TokenTableOptions extends DrawOptions {
  readonly pinned?: number | undefined;
  readonly onPin: (position: number) => void;
}

const HEADINGS = [
  l10n.t("Position"),
  l10n.t("Piece"),
  l10n.t("Id"),
  l10n.t("Segment"),
  l10n.t("Characters"),
  l10n.t("Looks most at"),
  l10n.t("Is looked at most by"),
];

/** Every token with the same facts that the pictures show. */
export function drawTokenTable(map: AttentionMap, options: TokenTableOptions): HTMLElement {
  const caption = [
    l10n.t(
      "{0} tokens. Choose one to see all of its weights, and what the model would write there.",
      map.tokens.length,
    ),
  ];
  const headings = HEADINGS.map((text) => [text]);
  const rows = map.tokens.map((token) => drawRow(map, token, options));
  return drawDataTable({ class: "token-table", caption, headings, rows }, options);
}

function drawRow(
  map: AttentionMap,
  token: PanelToken,
  { document, pinned, onPin }: TokenTableOptions,
): HTMLTableRowElement {
  const { position } = token;
  const piece = buildElement(document, "button", {
    class: "table-token",
    attributes: { type: "button", "data-key": `row:${position}`, "aria-pressed": String(position === pinned) },
    children: [drawPieceText(token, { document })],
  });
  piece.addEventListener("click", () => onPin(position));
  const values = [
    String(token.id),
    nameSegment(token),
    hasCharacters(token) ? `${token.start}–${token.end}` : l10n.t("none"),
  ];
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

/** A list, each piece isolated: in one joined text, a right-to-left piece would move the numbers of its neighbours. */
function drawStrongest(map: AttentionMap, focus: Focus, document: Document): HTMLElement {
  const items = listStrongest(map.tokens, readWeights(map, focus), 3).map(({ token, weight }) =>
    buildElement(document, "li", { children: [drawPieceText(token, { document }), ` ${formatPercent(weight)}`] }),
  );
  return buildElement(document, "td", {
    children: [buildElement(document, "ul", { class: "strongest", children: items })],
  });
}
