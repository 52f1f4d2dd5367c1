import * as l10n from "@vscode/l10n";
import { formatFixed } from "../../../wording/numbers/formatFixed";
import type { Neighbour } from "../../answers/vectorLayers";
import { buildElement } from "../../dom/buildElement";
import type { DrawOptions } from "../../dom/drawOptions";
import type { PanelToken } from "../../messages";
import { drawPieceText } from "../pieceText";

/** A list of pieces with their cosines, and with their positions, which tell equal pieces apart. */
export function drawNeighbourList(
  tokens: readonly PanelToken[],
  neighbours: readonly Neighbour[],
  { document }: DrawOptions,
): HTMLElement {
  const items = neighbours.flatMap(({ position, cosine }) => {
    const token = tokens[position];
    if (token === undefined) return [];
    const place = buildElement(document, "sub", {
      text: String(position),
      attributes: { title: l10n.t("position {0}", position) },
    });
    return [
      buildElement(document, "li", {
        children: [drawPieceText(token, { document }), place, ` ${formatFixed(cosine, 2)}`],
      }),
    ];
  });
  return buildElement(document, "ul", { class: "strongest", children: items });
}
