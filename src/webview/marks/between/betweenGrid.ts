import * as l10n from "@vscode/l10n";
import { nameHead } from "../../../wording/names/nameHead";
import { formatPercent } from "../../../wording/numbers/formatPercent";
import { buildElement } from "../../dom/buildElement";
import type { DrawOptions } from "../../dom/drawOptions";
import { followArrowKeys } from "../../dom/followArrowKeys";
import type { HeadChoice } from "../../messages";
import type { ComparedPair } from "../../messages/comparedPair";

export interface BetweenGridOptions extends DrawOptions {
  /** From whose tokens to whose. */
  readonly side: "ab" | "ba";
  /** Shows one head as a matrix. */
  readonly onOpen: (head: HeadChoice) => void;
}

/** Rows are layers, columns heads: the share of one text's attention that goes to the other, the more the stronger its colour. */
export function drawBetweenGrid(
  { layers, even }: Pick<ComparedPair, "layers" | "even">,
  { document, side, onOpen }: BetweenGridOptions,
): HTMLElement {
  const title = side === "ab" ? l10n.t("A looks at B") : l10n.t("B looks at A");
  const most = Math.max(...layers.flatMap((heads) => heads.map((shares) => shares[side])), Number.MIN_VALUE);
  const columns = layers[0]?.length ?? 0;
  const cells = layers.flatMap((heads, layer) =>
    heads.map((shares, head) => {
      const share = shares[side];
      const says = formatPercent(Math.min(1, share));
      const cell = buildElement(document, "button", {
        class: "between-cell",
        text: (100 * share).toFixed(0),
        attributes: {
          type: "button",
          "data-key": `between:${side}:${layer}:${head}`,
          "aria-label": `${nameHead({ layer, head })}: ${says}`,
          title: `${nameHead({ layer, head })}: ${says}`,
        },
      });
      cell.style.setProperty("--share", String(share / most));
      cell.addEventListener("click", () => onOpen({ layer, head }));
      return cell;
    }),
  );
  const axis = (text: string) =>
    buildElement(document, "span", { class: "axis", text, attributes: { "aria-hidden": "true" } });
  const grid = buildElement(document, "div", {
    class: "between-grid",
    attributes: {
      role: "group",
      "aria-label": l10n.t("{0}: rows are layers, columns are heads. Enter shows a head as a matrix.", title),
    },
    children: [
      axis(""),
      ...Array.from({ length: columns }, (_, head) => axis(String(head))),
      ...layers.flatMap((_, layer) => [axis(String(layer)), ...cells.slice(layer * columns, (layer + 1) * columns)]),
    ],
  });
  grid.style.setProperty("--heads", String(columns));
  followArrowKeys(grid, cells, { columns });
  const evenly = l10n.t(
    "In percent of its attention. If every piece looked at all alike it would be {0}; the strongest cell is {1}.",
    formatPercent(Math.min(1, even[side])),
    formatPercent(Math.min(1, most)),
  );
  return buildElement(document, "section", {
    class: "between",
    children: [
      buildElement(document, "h2", { text: title }),
      buildElement(document, "p", { class: "note", text: evenly }),
      grid,
    ],
  });
}
