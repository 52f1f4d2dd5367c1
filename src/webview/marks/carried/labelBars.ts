import { formatPercent } from "../../../wording/numbers/formatPercent";
import { buildElement } from "../../dom/buildElement";
import type { DrawOptions } from "../../dom/drawOptions";
import type { OccludedText } from "../../messages/occludedText";

/** All labels with their probabilities, the likeliest first. */
export function drawLabelBars(labels: OccludedText["labels"], { document }: DrawOptions): HTMLElement {
  const sorted = [...labels].sort((a, b) => b.probability - a.probability);
  const items = sorted.map(({ label, probability }, i) => {
    const bar = buildElement(document, "span", { class: "label-bar", attributes: { "aria-hidden": "true" } });
    bar.style.setProperty("--share", String(Math.min(1, probability)));
    return buildElement(document, "li", {
      class: i === 0 ? "label-row own" : "label-row",
      children: [
        buildElement(document, "bdi", { class: "label-name", text: label }),
        buildElement(document, "span", { class: "percent", text: formatPercent(Math.min(1, probability)) }),
        bar,
      ],
    });
  });
  return buildElement(document, "ul", { class: "label-bars", children: items });
}
