import * as l10n from "@vscode/l10n";
import { formatFixed } from "../../../wording/numbers/formatFixed";
import { formatPercent } from "../../../wording/numbers/formatPercent";
import type { Scores } from "../../answers/neurons";
import { buildElement } from "../../dom/buildElement";
import type { DrawOptions } from "../../dom/drawOptions";
import { fillPlaces } from "../../dom/fillPlaces";
import { followArrowKeys } from "../../dom/followArrowKeys";
import type { PanelToken } from "../../messages";
import { drawPieceText } from "../pieceText";
import { selectSegmentClass } from "../segment";

export interface KeyScores extends Scores {
  /** Whose query it is. */
  readonly from: PanelToken;
  /** Position of the token whose key is compared. */
  readonly to: number;
}

export interface KeyScoresOptions extends DrawOptions {
  readonly onChoose: (position: number) => void;
}

/** Every token with its score and the attention it gets; choosing one compares its key. */
export function drawKeyScores(
  tokens: readonly PanelToken[],
  { from, to, scores, weights }: KeyScores,
  { document, onChoose }: KeyScoresOptions,
): HTMLElement {
  const items = tokens.map((token) => {
    const { position } = token;
    const weight = Math.min(1, weights[position] ?? NaN);
    const score = formatFixed(scores[position] ?? NaN, 2);
    const bar = buildElement(document, "span", { class: "score-bar" });
    bar.style.setProperty("--weight", weight.toFixed(4));
    const item = buildElement(document, "button", {
      class: `key-score ${selectSegmentClass(token)}`,
      attributes: {
        type: "button",
        "data-key": `key:${position}`,
        "aria-pressed": String(position === to),
        "aria-label": l10n.t(
          "{0}, position {1}, score {2}, attention {3}",
          token.text,
          position,
          score,
          formatPercent(weight),
        ),
      },
      children: [
        drawPieceText(token, { document }),
        buildElement(document, "span", { class: "number", text: score }),
        bar,
        buildElement(document, "span", { class: "number", text: formatPercent(weight) }),
      ],
    });
    item.addEventListener("click", () => onChoose(position));
    return item;
  });
  const list = buildElement(document, "div", {
    class: "key-list",
    attributes: { role: "group", "aria-label": l10n.t("Pieces whose keys it is compared with") },
    children: items,
  });
  followArrowKeys(list, items, { columns: 1, current: to });
  return buildElement(document, "section", {
    class: "key-scores",
    children: [
      buildElement(document, "h2", {
        children: fillPlaces(l10n.t("Scores and attention of {0}"), [drawPieceText(from, { document })]),
      }),
      list,
    ],
  });
}
