import * as l10n from "@vscode/l10n";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";
import { followArrowKeys } from "../dom/followArrowKeys";
import type { PanelMasks, PanelPlace } from "../messages/otherPages";

export interface MaskedPassageOptions extends DrawOptions {
  /** By place: whether what stood there has been shown. */
  readonly isShown: (index: number) => boolean;
  /** The place that is to be guessed now. */
  readonly current: number;
  readonly onChoose: (index: number) => void;
}

/** Sign and name of what became of a piece; the sign stands in the text, and the legend says what it means. */
export const CORRUPTION_SIGNS: Readonly<
  Record<PanelPlace["corruption"], { readonly sign: string; readonly name: string }>
> = {
  mask: { sign: "▢", name: l10n.t("masked") },
  random: { sign: "⇄", name: l10n.t("replaced at random") },
  keep: { sign: "=", name: l10n.t("kept") },
};

/**
 * The text with the pieces that are to be guessed in boxes, each a button. Before a guess a box shows what the model reads,
 * a mask or a piece that may be the right one; afterwards what stood there, and what had become of it.
 */
export function drawMaskedPassage(
  { text, places }: Pick<PanelMasks, "text" | "places">,
  { document, isShown, current, onChoose }: MaskedPassageOptions,
): HTMLElement {
  const children: (Node | string)[] = [];
  const boxes: HTMLElement[] = [];
  let end = 0;
  for (const [index, place] of places.entries()) {
    children.push(text.slice(end, place.start));
    const box = drawBox(place, { document, index, text, isShown: isShown(index), isCurrent: index === current });
    box.addEventListener("click", () => onChoose(index));
    boxes.push(box);
    children.push(box);
    end = place.end;
  }
  children.push(text.slice(end));
  const passage = buildElement(document, "p", { class: "passage", attributes: { dir: "auto" }, children });
  followArrowKeys(passage, boxes, { current });
  return passage;
}

interface BoxOptions extends DrawOptions {
  readonly index: number;
  readonly text: string;
  readonly isShown: boolean;
  readonly isCurrent: boolean;
}

function drawBox(place: PanelPlace, { document, index, text, isShown, isCurrent }: BoxOptions): HTMLElement {
  const { corruption, shown } = place;
  const { sign } = CORRUPTION_SIGNS[corruption];
  const truth = text.slice(place.start, place.end);
  return buildElement(document, "button", {
    class: ["box", ...(isShown ? ["shown", corruption] : corruption === "mask" ? ["hidden-piece"] : [])].join(" "),
    attributes: {
      type: "button",
      "data-key": `place:${index}`,
      "aria-label": isShown ? nameShown(place, index, truth) : nameHidden(place, index),
      ...(isCurrent && { "aria-current": "true" }),
    },
    children: [
      buildElement(document, "sup", { text: isShown ? sign : String(index + 1) }),
      ...(isShown && corruption === "random" ? [buildElement(document, "s", { text: shown }), " "] : []),
      // eslint-disable-next-line language/untranslated -- the token
      buildElement(document, "bdi", { text: isShown ? truth : corruption === "mask" ? "[MASK]" : shown }),
    ],
  });
}

function nameShown({ corruption, shown }: PanelPlace, index: number, truth: string): string {
  const { name } = CORRUPTION_SIGNS[corruption];
  return corruption === "random"
    ? l10n.t("Place {0}: {1}: {2}, by {3}", index + 1, truth, name, shown)
    : l10n.t("Place {0}: {1}: {2}", index + 1, truth, name);
}

function nameHidden({ corruption, shown }: PanelPlace, index: number): string {
  return l10n.t("Place {0}: {1}, to be guessed", index + 1, corruption === "mask" ? l10n.t("mask") : shown);
}
