import { namePrecision } from "../../wording/names/namePrecision";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";

/** What the next game is made from. */
export interface Deal {
  readonly seed: number;
  readonly wholeWords: boolean;
}

export interface GameOptions extends DrawOptions {
  /** Asks for another game on the same text. */
  readonly onDeal: (deal: Deal) => void;
}

/** The parts that all games have. */
export interface GamePageParts {
  readonly title: string;
  /** How it is played. */
  readonly rules: string;
  readonly game: { readonly seed: number; readonly model: string; readonly precision: "fp32" | "int8" };
  readonly children: readonly HTMLElement[];
}

export function drawGamePage({ title, rules, game, children }: GamePageParts, { document }: DrawOptions): HTMLElement {
  const { model, precision, seed } = game;
  return buildElement(document, "main", {
    class: "panel game",
    children: [
      buildElement(document, "h1", { text: title }),
      buildElement(document, "p", { class: "facts", text: `${model}, in ${namePrecision(precision)} · seed ${seed}` }),
      buildElement(document, "p", { class: "note", text: rules }),
      ...children,
    ],
  });
}

export function drawGameButton(
  document: Document,
  { text, key, onClick }: { readonly text: string; readonly key: string; readonly onClick: () => void },
): HTMLButtonElement {
  const button = buildElement(document, "button", {
    class: "action",
    text,
    attributes: { type: "button", "data-key": key },
  });
  button.addEventListener("click", onClick);
  return button;
}

/** What a screen reader says when it changes. */
export function drawOutcome(document: Document): HTMLElement {
  return buildElement(document, "div", { class: "outcome", attributes: { "aria-live": "polite" } });
}

/** A mark that says by its sign, not by its colour alone, whether a guess was right. */
export function drawVerdict(document: Document, who: string, isRight: boolean): HTMLElement {
  return buildElement(document, "span", {
    class: isRight ? "verdict right" : "verdict wrong",
    text: `${isRight ? "✓" : "✗"} ${who} ${isRight ? "right" : "wrong"}`,
  });
}
