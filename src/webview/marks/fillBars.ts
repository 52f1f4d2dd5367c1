import { buildElement } from "../buildElement";
import { formatPercent } from "../../wording/formatPercent";
import type { PanelFill } from "../messages";
import { PageError } from "../pageError";
import { requireProbability } from "../requireProbability";

export interface FillsData {
  /** Most probable first. */
  readonly fills: readonly PanelFill[];
  /** What stands there now. */
  readonly original?: PanelFill | undefined;
  /** Of the original, 1 or more. */
  readonly rank?: number | undefined;
}

/** The model's words for one place with their probabilities; what stands there now is marked, or added below. */
export function drawFillBars(data: FillsData, { document }: { readonly document: Document }): HTMLElement {
  const { fills, original, rank } = data;
  if (rank !== undefined && !(Number.isInteger(rank) && rank >= 1)) {
    throw new PageError("bad-number", `rank ${rank}, expected a whole number of 1 or more`);
  }
  for (const { probability } of original ? [...fills, original] : fills) requireProbability(probability);
  const isListed = fills.some((fill) => isSame(fill, original));
  const bars = fills.map((fill, i) =>
    drawBar(fill, { document, place: `${i + 1}`, note: isSame(fill, original) ? "in your text" : undefined }),
  );
  if (original && !isListed) {
    const place = rank === undefined ? "–" : rank.toLocaleString("en");
    bars.push(drawBar(original, { document, place, note: "in your text" }));
  }
  if (bars.length === 0)
    return buildElement(document, "p", { class: "note", text: "The model has no word for this place." });
  return buildElement(document, "ul", { class: "fills", children: bars });
}

function isSame(fill: PanelFill, original: PanelFill | undefined): boolean {
  return fill.text.toLowerCase() === original?.text.toLowerCase();
}

interface BarOptions {
  readonly document: Document;
  readonly place: string;
  readonly note: string | undefined;
}

function drawBar(fill: PanelFill, { document, place, note }: BarOptions): HTMLElement {
  const bar = buildElement(document, "span", { class: "bar", attributes: { "aria-hidden": "true" } });
  bar.style.setProperty("--share", String(fill.probability));
  return buildElement(document, "li", {
    class: note === undefined ? "fill" : "fill own",
    children: [
      buildElement(document, "span", { class: "place", text: place }),
      buildElement(document, "bdi", { class: "fill-text", text: fill.text }),
      ...(note === undefined ? [] : [buildElement(document, "span", { class: "fill-note", text: note })]),
      buildElement(document, "span", { class: "percent", text: formatPercent(fill.probability) }),
      bar,
    ],
  });
}
