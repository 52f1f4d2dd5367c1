import * as l10n from "@vscode/l10n";
import { formatFixed } from "../../../wording/numbers/formatFixed";
import { formatPercent } from "../../../wording/numbers/formatPercent";
import { buildElement } from "../../dom/buildElement";
import type { DrawOptions } from "../../dom/drawOptions";
import type { PanelMask, PanelToken } from "../../messages";
import { drawDataTable } from "../dataTable";
import { drawPieceText } from "../pieceText";

/** Rows drawn: beyond them changes are small, and a long text would bury the page. */
const MOST_ROWS = 20;

/** The tokens by how far their vectors turned, the masked ones left out: they are other tokens now. */
export function drawChangedTokens(
  tokens: readonly PanelToken[],
  { positions, moved, cosines }: Pick<PanelMask, "positions" | "moved" | "cosines">,
  { document }: DrawOptions,
): HTMLElement {
  const others = tokens
    .filter(({ position }) => !positions.includes(position))
    .sort((a, b) => (cosines[a.position] ?? NaN) - (cosines[b.position] ?? NaN));
  const shown = others.slice(0, MOST_ROWS);
  const said = [
    ...(shown.length < others.length ? [l10n.t("The {0} of {1} that changed most.", shown.length, others.length)] : []),
    l10n.t(
      "The cosine compares a token’s vector after the last layer with the one before: 1 is unchanged. Beside it, how much of its attention in this head goes elsewhere.",
    ),
  ];
  const rows = shown.map((token) => {
    const { position } = token;
    const cosine = cosines[position] ?? NaN;
    const bar = buildElement(document, "span", { class: "turn-bar", attributes: { "aria-hidden": "true" } });
    bar.style.setProperty("--share", String(Math.min(1, Math.max(0, 1 - cosine))));
    return buildElement(document, "tr", {
      children: [
        buildElement(document, "th", {
          attributes: { scope: "row" },
          children: [drawPieceText(token, { document }), ` ${position}`],
        }),
        buildElement(document, "td", { class: "number", text: formatFixed(cosine, 3) }),
        buildElement(document, "td", { children: [bar] }),
        buildElement(document, "td", { class: "number", text: formatPercent(Math.min(1, moved[position] ?? NaN)) }),
      ],
    });
  });
  const headings = [[l10n.t("Piece")], [l10n.t("Cosine")], [l10n.t("Turned by")], [l10n.t("Attention moved")]];
  return drawDataTable({ class: "changed-tokens", caption: [said.join(" ")], headings, rows }, { document });
}
