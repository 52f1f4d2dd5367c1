import { formatPercent } from "../../wording/formatPercent";
import { nameHeads } from "../../wording/names/nameHeads";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";
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
  const what = direction === "from" ? "what it looks at" : "what looks at it";
  const listed = links.flatMap(({ position: at, weight }, i) => [
    i === 0 ? "" : ", ",
    piece(at),
    ` ${formatPercent(weight)}`,
  ]);
  return buildElement(document, "p", {
    class: "note links-legend",
    children: [
      `${nameHeads(heads)}, in the text: outlined is `,
      piece(position),
      `; tinted, the stronger the more, is ${what}: `,
      ...(listed.length === 0 ? ["nothing that has characters"] : listed),
      ".",
    ],
  });
}
