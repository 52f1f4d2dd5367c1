import { formatPercent } from "../../../wording/formatPercent";
import { requireProbability } from "../../answers/requireProbability";
import { buildElement } from "../../dom/buildElement";
import type { DrawOptions } from "../../dom/drawOptions";
import type { ComparedPair } from "../../messages/comparedPair";
import { drawDataTable } from "../dataTable";

/** Each comparison of the margin: P(next) and its log-odds, the likeliest first, and the pair itself among them. */
export function drawPairComparisons(
  { isNext, swapped, others }: Pick<ComparedPair, "isNext" | "swapped" | "others">,
  { document }: DrawOptions,
): HTMLElement {
  const all = [
    { name: "A, then B", text: undefined, share: isNext },
    { name: "swapped: B, then A", text: undefined, share: swapped },
    ...others.map((other) => ({ name: "A, then ", text: other.text, share: other.isNext })),
  ].sort((a, b) => b.share - a.share);
  const rows = all.map(({ name, text, share }) => {
    requireProbability(share);
    const bar = buildElement(document, "span", { class: "label-bar", attributes: { "aria-hidden": "true" } });
    bar.style.setProperty("--share", String(share));
    return buildElement(document, "tr", {
      class: name === "A, then B" ? "own" : "",
      children: [
        buildElement(document, "th", {
          attributes: { scope: "row" },
          children: [name, ...(text === undefined ? [] : [buildElement(document, "bdi", { text: `“${text}”` })])],
        }),
        buildElement(document, "td", { class: "number", text: formatPercent(share) }),
        buildElement(document, "td", { class: "number", text: formatLogOdds(share) }),
        buildElement(document, "td", { children: [bar] }),
      ],
    });
  });
  return drawDataTable(
    {
      class: "pair-comparisons",
      caption: ["What the margin compares, the likeliest first"],
      headings: [["Read as a pair"], ["P(next)"], ["Log-odds"], [""]],
      rows,
    },
    { document },
  );
}

/** "+2.31"; probabilities of 0 and 1, which rounding makes, have none. */
function formatLogOdds(share: number): string {
  const odds = Math.log(share / (1 - share));
  if (!Number.isFinite(odds)) return "–";
  return `${odds < 0 ? "−" : "+"}${Math.abs(odds).toFixed(2)}`;
}
