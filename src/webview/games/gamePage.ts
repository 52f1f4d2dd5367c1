import * as l10n from "@vscode/l10n";
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
      buildElement(document, "p", {
        class: "facts",
        text: l10n.t("{0}, in {1} · seed {2}", model, namePrecision(precision), seed),
      }),
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

const VERDICTS = {
  you: { right: l10n.t("✓ You right"), wrong: l10n.t("✗ You wrong") },
  model: { right: l10n.t("✓ Model right"), wrong: l10n.t("✗ Model wrong") },
} as const;

/** A mark that says by its sign, not by its colour alone, whether a guess was right. */
export function drawVerdict(document: Document, who: keyof typeof VERDICTS, isRight: boolean): HTMLElement {
  const verdict = isRight ? "right" : "wrong";
  return buildElement(document, "span", { class: `verdict ${verdict}`, text: VERDICTS[who][verdict] });
}
