import * as l10n from "@vscode/l10n";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";
import { TOUR_STEPS } from "../state/panelChoices";
import type { ViewSource } from "../views/panelView";
import type { Said } from "./said";
import { TOUR_SAYINGS } from "./tourSayings";

export interface TourBoxOptions extends DrawOptions {
  /** Called with the step to show; `undefined` ends the tour. */
  readonly onVisit: (step: number | undefined) => void;
  /** Opens the field for a text. */
  readonly onWrite: () => void;
}

export interface TourBox {
  readonly element: HTMLElement;
  /** @param source - What is shown, if there is a text yet. */
  show(step: number | undefined, source: ViewSource | undefined): void;
  focus(): void;
}

const AWAITED: Said = [l10n.t("The model is reading …")];

/**
 * The tour: what one sees at this step, and why. Left and right arrow keys turn its pages, Escape ends it. The elements stay
 * the same from step to step, so that the focus stays where it is and a screen reader reads what changed.
 */
export function drawTourBox({ document, onVisit, onWrite }: TourBoxOptions): TourBox {
  let at = 0;
  const count = buildElement(document, "p", { class: "facts" });
  const title = buildElement(document, "h2");
  const said = buildElement(document, "p", { class: "tour-said" });
  const told = buildElement(document, "div", {
    class: "tour-told",
    attributes: { "aria-live": "polite", "aria-atomic": "true" },
    children: [count, title, said],
  });
  const button = (text: string, key: string, onClick: () => void) => {
    const element = buildElement(document, "button", {
      class: "action",
      text,
      attributes: { type: "button", "data-key": `tour:${key}` },
    });
    element.addEventListener("click", onClick);
    return element;
  };
  const turn = (by: number) => {
    if (TOUR_STEPS[at + by] !== undefined) onVisit(at + by);
  };
  const back = button(l10n.t("Back"), "back", () => turn(-1));
  const next = button(l10n.t("Next"), "next", () => turn(1));
  const write = button(l10n.t("Write a text"), "write", onWrite);
  const end = button(l10n.t("End the tour"), "end", () => onVisit(undefined));
  const element = buildElement(document, "section", {
    class: "tour",
    attributes: { "aria-label": l10n.t("Tour") },
    children: [told, buildElement(document, "div", { class: "tour-steps", children: [back, next, write, end] })],
  });
  element.addEventListener("keydown", (event) => {
    const act = { ArrowRight: () => turn(1), ArrowLeft: () => turn(-1), Escape: () => onVisit(undefined) }[event.key];
    if (!act || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    // Of the page, Escape lets go of the chosen token.
    event.preventDefault();
    act();
  });
  element.hidden = true;

  const show: TourBox["show"] = (step, source) => {
    const name = step === undefined ? undefined : TOUR_STEPS[step];
    element.hidden = name === undefined;
    if (step === undefined || name === undefined) return;
    at = step;
    const isLast = step === TOUR_STEPS.length - 1;
    const { title: heading, say } = TOUR_SAYINGS[name];
    setText(count, l10n.t("Tour, {0} of {1}", step + 1, TOUR_STEPS.length));
    setText(title, heading);
    setSaid(said, (source && say(source)) ?? AWAITED);
    const focused = document.activeElement;
    back.disabled = step === 0;
    next.hidden = isLast;
    write.hidden = !isLast;
    // A button that is gone or cannot be pressed any more would lose the focus to the page.
    if (focused === next && isLast) write.focus();
    else if ((focused === back && step === 0) || (focused === write && !isLast)) next.focus();
  };
  return { element, show, focus: () => (next.hidden ? write : next).focus() };
}

/** What is the same is left alone: a screen reader would read it again. */
function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

function setSaid(element: HTMLElement, said: Said): void {
  const { ownerDocument: document } = element;
  const parts = said.map((part) =>
    typeof part === "string"
      ? part
      : buildElement(document, "bdi", { class: "quoted", text: l10n.t("“{0}”", part.quoted) }),
  );
  const text = parts.map((part) => (typeof part === "string" ? part : part.textContent)).join("");
  if (element.textContent !== text) element.replaceChildren(...parts);
}
