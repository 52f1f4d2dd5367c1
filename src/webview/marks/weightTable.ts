import * as l10n from "@vscode/l10n";
import { formatPercent } from "../../wording/numbers/formatPercent";
import { type AttentionMap, readWeights } from "../answers/attentionMap";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";
import { fillPlaces } from "../dom/fillPlaces";
import { drawDataTable } from "./dataTable";
import { drawPieceText } from "./pieceText";

/** One token's whole row and column of the map, as text. */
export function drawWeightTable(map: AttentionMap, position: number, { document }: DrawOptions): HTMLElement {
  const from = readWeights(map, { position, direction: "from" });
  const to = readWeights(map, { position, direction: "to" });
  const own = () => {
    const token = map.tokens[position];
    return token ? drawPieceText(token, { document }) : "";
  };
  const rows = map.tokens.map((token, i) =>
    buildElement(document, "tr", {
      class: i === position ? "own" : "",
      children: [
        buildElement(document, "td", { text: String(i) }),
        buildElement(document, "th", { attributes: { scope: "row" }, children: [drawPieceText(token, { document })] }),
        buildElement(document, "td", { class: "number", text: formatPercent(from[i] ?? NaN) }),
        buildElement(document, "td", { class: "number", text: formatPercent(to[i] ?? NaN) }),
      ],
    }),
  );
  const caption = fillPlaces<Node>(l10n.t("All weights of {0}, position {1}"), [own(), String(position)]);
  const headings = [
    [l10n.t("Position")],
    [l10n.t("Piece")],
    fillPlaces<Node>(l10n.t("{0} looks at"), [own()]),
    fillPlaces<Node>(l10n.t("looks at {0}"), [own()]),
  ];
  return drawDataTable({ class: "weight-table", caption, headings, rows }, { document });
}
