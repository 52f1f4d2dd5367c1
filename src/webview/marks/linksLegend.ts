import * as l10n from "@vscode/l10n";
import { nameHeads } from "../../wording/names/nameHeads";
import { formatPercent } from "../../wording/numbers/formatPercent";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";
import { fillPlaces } from "../dom/fillPlaces";
import type { PanelToken } from "../messages";
import type { ShownLinks } from "../messages/fromPage";
import { drawPieceText } from "./pieceText";

/** What outline and tints in the document say, in a sentence. */
export function drawLinksLegend(
  tokens: readonly PanelToken[],
  { position, direction, heads, links }: ShownLinks,
  { document }: DrawOptions,
): HTMLElement {
  const piece = (at: number): Node | string => {
    const token = tokens[at];
    return token ? drawPieceText(token, { document }) : "";
  };
  const says =
    direction === "from"
      ? l10n.t("{0}, in the text: outlined is {1}; tinted, the stronger the more, is what it looks at: {2}.")
      : l10n.t("{0}, in the text: outlined is {1}; tinted, the stronger the more, is what looks at it: {2}.");
  const listed = links.flatMap(({ position: at, weight }, i) => [
    i === 0 ? "" : ", ",
    piece(at),
    ` ${formatPercent(weight)}`,
  ]);
  return buildElement(document, "p", {
    class: "note links-legend",
    children: fillPlaces<Node>(says, [
      nameHeads(heads),
      piece(position),
      listed.length === 0 ? [l10n.t("nothing that has characters")] : listed,
    ]),
  });
}
