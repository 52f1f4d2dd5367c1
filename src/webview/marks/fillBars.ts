import * as l10n from "@vscode/l10n";
import { formatCount } from "../../wording/numbers/formatCount";
import { formatPercent } from "../../wording/numbers/formatPercent";
import { requireProbability } from "../answers/requireProbability";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";
import type { PanelFill, PanelFills } from "../messages";
import { PageError } from "../pageError";

export interface FillBarsOptions extends DrawOptions {
  /** Called with a word that is chosen. Without it, none can be; a part of a word ("##s") never is. */
  readonly onUse?: ((text: string) => void) | undefined;
}

/**
 * The model's words for one place with their probabilities. The word in the text is marked; if it is not among them, it
 * is added below.
 *
 * @throws {PageError} `bad-number` for a probability outside 0..1 or a rank that is not a whole number from 1.
 */
export function drawFillBars(data: PanelFills, { document, onUse }: FillBarsOptions): HTMLElement {
  const { fills, original, rank } = data;
  if (rank !== undefined && !(Number.isInteger(rank) && rank >= 1)) {
    // eslint-disable-next-line language/untranslated -- a fault of the program itself
    throw new PageError("bad-number", `rank ${rank}, expected a whole number of 1 or more`);
  }
  for (const { probability } of original ? [...fills, original] : fills) requireProbability(probability);
  const isListed = fills.some((fill) => isSame(fill, original));
  const bars = fills.map((fill, i) =>
    isSame(fill, original)
      ? drawBar(fill, { document, place: `${i + 1}`, note: l10n.t("in your text") })
      : drawBar(fill, { document, place: `${i + 1}`, note: undefined, onUse }),
  );
  if (original && !isListed) {
    const place = rank === undefined ? "–" : formatCount(rank);
    bars.push(drawBar(original, { document, place, note: l10n.t("in your text") }));
  }
  if (bars.length === 0)
    return buildElement(document, "p", { class: "note", text: l10n.t("The model has no word for this place.") });
  return buildElement(document, "ul", { class: "fills", children: bars });
}

/** A piece that goes on with the word before it, or a part of a character. */
function isPart(text: string): boolean {
  return text.startsWith("##") || text.includes("\ufffd");
}

function isSame(fill: PanelFill, original: PanelFill | undefined): boolean {
  return fill.text.toLowerCase() === original?.text.toLowerCase();
}

interface BarOptions extends DrawOptions {
  /** Place in the order of probability. */
  readonly place: string;
  readonly note: string | undefined;
  readonly onUse?: FillBarsOptions["onUse"] | undefined;
}

function drawBar(fill: PanelFill, { document, place, note, onUse }: BarOptions): HTMLElement {
  const bar = buildElement(document, "span", { class: "bar", attributes: { "aria-hidden": "true" } });
  bar.style.setProperty("--share", String(fill.probability));
  return buildElement(document, "li", {
    class: note === undefined ? "fill" : "fill own",
    children: [
      buildElement(document, "span", { class: "place", text: place }),
      drawText(fill, { document, onUse }),
      ...(note === undefined ? [] : [buildElement(document, "span", { class: "fill-note", text: note })]),
      buildElement(document, "span", { class: "percent", text: formatPercent(fill.probability) }),
      bar,
    ],
  });
}

function drawText({ text }: PanelFill, { document, onUse }: Pick<BarOptions, "document" | "onUse">): HTMLElement {
  const word = buildElement(document, "bdi", { class: "fill-text", text });
  if (!onUse || isPart(text)) return word;
  const button = buildElement(document, "button", {
    class: "use-fill",
    attributes: { type: "button", "data-key": `use:${text}`, title: l10n.t("Write this word here") },
    children: [word],
  });
  button.addEventListener("click", () => onUse(text));
  return button;
}
