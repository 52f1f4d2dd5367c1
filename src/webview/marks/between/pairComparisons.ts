import * as l10n from "@vscode/l10n";
import { formatOdds } from "../../../wording/numbers/formatOdds";
import { formatPercent } from "../../../wording/numbers/formatPercent";
import { requireProbability } from "../../answers/requireProbability";
import { buildElement } from "../../dom/buildElement";
import type { DrawOptions } from "../../dom/drawOptions";
import { fillPlaces } from "../../dom/fillPlaces";
import type { ComparedPair } from "../../messages/comparedPair";
import { drawDataTable } from "../dataTable";

/** Each comparison of the margin: P(next) and its log-odds, the likeliest first, and the pair itself among them. */
export function drawPairComparisons(
  { isNext, swapped, others }: Pick<ComparedPair, "isNext" | "swapped" | "others">,
  { document }: DrawOptions,
): HTMLElement {
  const quote = (text: string) => buildElement(document, "bdi", { text: l10n.t("“{0}”", text) });
  const all = [
    { isOwn: true, name: [l10n.t("A, then B")], share: isNext },
    { isOwn: false, name: [l10n.t("swapped: B, then A")], share: swapped },
    ...others.map((other) => ({
      isOwn: false,
      name: fillPlaces(l10n.t("A, then {0}"), [quote(other.text)]),
      share: other.isNext,
    })),
  ].sort((a, b) => b.share - a.share);
  const rows = all.map(({ isOwn, name, share }) => {
    requireProbability(share);
    const bar = buildElement(document, "span", { class: "label-bar", attributes: { "aria-hidden": "true" } });
    bar.style.setProperty("--share", String(share));
    return buildElement(document, "tr", {
      class: isOwn ? "own" : "",
      children: [
        buildElement(document, "th", { attributes: { scope: "row" }, children: name }),
        buildElement(document, "td", { class: "number", text: formatPercent(share) }),
        buildElement(document, "td", { class: "number", text: formatLogOdds(share) }),
        buildElement(document, "td", { children: [bar] }),
      ],
    });
  });
  return drawDataTable(
    {
      class: "pair-comparisons",
      caption: [l10n.t("What the margin compares, the likeliest first")],
      headings: [[l10n.t("Read as a pair")], ["P(next)"], [l10n.t("Log-odds")], [""]],
      rows,
    },
    { document },
  );
}

/** "+2.31"; probabilities of 0 and 1, which rounding makes, have none. */
function formatLogOdds(share: number): string {
  const odds = Math.log(share / (1 - share));
  return Number.isFinite(odds) ? formatOdds(odds) : "–";
}
