import * as l10n from "@vscode/l10n";
import { formatFixed } from "../../wording/numbers/formatFixed";
import { formatPercent } from "../../wording/numbers/formatPercent";
import { requireProbability } from "../answers/requireProbability";
import { buildElement } from "../dom/buildElement";
import { fillPlaces } from "../dom/fillPlaces";
import { replaceKeepingFocus } from "../dom/replaceKeepingFocus";
import { drawDataTable } from "../marks/dataTable";
import { drawFillBars } from "../marks/fillBars";
import type { PanelMasks, PanelPlace } from "../messages/otherPages";
import { type Deal, drawGameButton, drawGamePage, drawOutcome, drawVerdict, type GameOptions } from "./gamePage";
import { CORRUPTION_SIGNS, drawMaskedPassage } from "./maskedPassage";

const RULES = l10n.t(
  "So BERT was taught: 15 % of the pieces are boxed, and what stands there is to be guessed. Of the boxes, 80 % hide their piece behind a mask, 10 % show a piece drawn at random, and 10 % show the right one, so that no box can be trusted. Guess first; then see what the model says, which reads the same as you.",
);

/** @throws {PageError} `bad-number` for a probability outside 0..1. */
export function drawMaskGame(game: PanelMasks, options: GameOptions): HTMLElement {
  for (const { guess } of game.places)
    for (const { probability } of [...guess.fills, guess.original]) requireProbability(probability);
  return new MaskGame(game, options).element;
}

/** The reader's guesses, and what is drawn of them. Nothing leaves the page. */
class MaskGame {
  readonly element: HTMLElement;
  readonly #game: PanelMasks;
  readonly #options: GameOptions;
  readonly #passage: HTMLElement;
  readonly #desk: HTMLElement;
  readonly #outcome: HTMLElement;
  /** By place: what the reader wrote, "" for nothing. */
  readonly #guesses = new Map<number, string>();
  #current = 0;

  constructor(game: PanelMasks, options: GameOptions) {
    const { document } = options;
    this.#game = game;
    this.#options = options;
    this.#passage = buildElement(document, "section", { attributes: { "aria-label": l10n.t("The text") } });
    this.#desk = buildElement(document, "section", {
      class: "desk",
      attributes: { "aria-label": l10n.t("Your guess") },
    });
    this.#outcome = drawOutcome(document);
    this.element = drawGamePage(
      {
        title: l10n.t("See what BERT saw"),
        rules: RULES,
        game,
        children: [
          ...(game.notice === undefined ? [] : [buildElement(document, "p", { class: "note", text: game.notice })]),
          this.#passage,
          this.#drawLegend(),
          this.#desk,
          this.#outcome,
          drawNewGame(game, options),
        ],
      },
      options,
    );
    this.#drawPassage();
    this.#drawDesk();
  }

  get #document(): Document {
    return this.#options.document;
  }

  #drawLegend(): HTMLElement {
    const signs = Object.entries(CORRUPTION_SIGNS).map(([corruption, { sign, name }]) =>
      buildElement(this.#document, "li", {
        children: [buildElement(this.#document, "span", { class: `box shown ${corruption}`, text: sign }), ` ${name}`],
      }),
    );
    return buildElement(this.#document, "ul", {
      class: "legend",
      attributes: { "aria-label": l10n.t("Signs") },
      children: signs,
    });
  }

  #drawPassage(): void {
    const passage = drawMaskedPassage(this.#game, {
      document: this.#document,
      isShown: (index) => this.#guesses.has(index),
      current: this.#current,
      onChoose: (index) => this.#choose(index),
    });
    replaceKeepingFocus(this.#passage, [passage]);
  }

  #choose(index: number): void {
    this.#current = index;
    this.#drawPassage();
    this.#drawDesk();
    const input = this.#desk.querySelector("input");
    this.#outcome.replaceChildren();
    if (input) input.focus();
    else this.#showOutcome();
  }

  /** Where a guess is written; nothing once it has been made. */
  #drawDesk(): void {
    const place = this.#game.places[this.#current];
    if (!place || this.#guesses.has(this.#current)) {
      this.#desk.replaceChildren();
      return;
    }
    const document = this.#document;
    const [at, count] = [this.#current + 1, this.#game.places.length];
    const asked = place.isContinuation
      ? l10n.t("Place {0} of {1}. Which piece goes on with the word here?", at, count)
      : l10n.t("Place {0} of {1}. What stands here?", at, count);
    const input = buildElement(document, "input", {
      attributes: { type: "text", "data-key": "guess", spellcheck: "false", autocomplete: "off", dir: "auto" },
    });
    const submit = buildElement(document, "button", {
      class: "action",
      text: l10n.t("Guess"),
      attributes: { type: "submit" },
    });
    const pass = drawGameButton(document, {
      text: l10n.t("I do not know"),
      key: "pass",
      onClick: () => this.#guess(""),
    });
    const form = buildElement(document, "form", {
      class: "text-form",
      attributes: { novalidate: "" },
      children: [
        buildElement(document, "label", {
          children: [buildElement(document, "span", { text: asked }), input],
        }),
        submit,
        pass,
      ],
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (input.value.trim() === "") input.focus();
      else this.#guess(input.value.trim());
    });
    this.#desk.replaceChildren(form);
  }

  #guess(written: string): void {
    this.#guesses.set(this.#current, written);
    this.#drawPassage();
    this.#drawDesk();
    this.#showOutcome();
    this.element.querySelector<HTMLElement>('[data-key="next"]')?.focus();
  }

  #showOutcome(): void {
    const place = this.#game.places[this.#current];
    const written = this.#guesses.get(this.#current);
    if (!place || written === undefined) return;
    const document = this.#document;
    const next = this.#findNext();
    const { original, fills } = place.guess;
    const isLast = next === undefined;
    this.#outcome.replaceChildren(
      buildElement(document, "p", {
        children: [
          ...fillPlaces(`${l10n.t("It was {0}, which was {1}.")} `, [
            buildElement(document, "bdi", { class: "quoted", text: l10n.t("“{0}”", original.text) }),
            CORRUPTION_SIGNS[place.corruption].name,
          ]),
          drawVerdict(document, "you", isRight(place, written)),
          " ",
          drawVerdict(document, "model", isRight(place, fills[0]?.text ?? "")),
        ],
      }),
      drawFillBars({ fills, original, rank: place.guess.rank }, { document }),
      ...(isLast
        ? [this.#drawScore()]
        : [drawGameButton(document, { text: l10n.t("Next place"), key: "next", onClick: () => this.#choose(next) })]),
    );
    if (isLast) this.#outcome.querySelector<HTMLElement>(".score")?.focus();
  }

  /** The next place without a guess, from the current one on. */
  #findNext(): number | undefined {
    const count = this.#game.places.length;
    const order = Array.from({ length: count }, (_, i) => (this.#current + 1 + i) % count);
    return order.find((index) => !this.#guesses.has(index));
  }

  #drawScore(): HTMLElement {
    const document = this.#document;
    const { places, loss } = this.#game;
    const row = (name: string, isOf: (place: PanelPlace) => boolean) => {
      const own = [...places.entries()].filter(([, place]) => isOf(place));
      if (own.length === 0) return [];
      const you = own.filter(([index, place]) => isRight(place, this.#guesses.get(index) ?? "")).length;
      const bert = own.filter(([, place]) => isRight(place, place.guess.fills[0]?.text ?? "")).length;
      return [
        buildElement(document, "tr", {
          children: [
            buildElement(document, "th", { text: name, attributes: { scope: "row" } }),
            ...[own.length, you, bert].map((each) => buildElement(document, "td", { text: String(each) })),
          ],
        }),
      ];
    };
    const rows = [
      ...(["mask", "random", "keep"] as const).flatMap((corruption) =>
        row(CORRUPTION_SIGNS[corruption].name, (place) => place.corruption === corruption),
      ),
      ...row(l10n.t("together"), () => true),
    ];
    const mean = places.reduce((sum, { guess }) => sum + guess.original.probability, 0) / places.length;
    return buildElement(document, "section", {
      class: "score",
      attributes: { tabindex: "-1", "aria-label": l10n.t("Score") },
      children: [
        drawDataTable(
          {
            class: "score-table",
            caption: [buildElement(document, "span", { text: l10n.t("Guessed right") })],
            headings: [[l10n.t("What became of it")], [l10n.t("places")], [l10n.t("you")], [l10n.t("model")]],
            rows,
          },
          { document },
        ),
        buildElement(document, "p", {
          class: "note",
          text: l10n.t(
            "The model gave the right pieces {0} on average, a loss of {1}: the mean of −ln P, which training made smaller over millions of such texts.",
            formatPercent(mean),
            formatFixed(loss, 2),
          ),
        }),
      ],
    });
  }
}

/** Whether a guess is the piece, whatever its case and the mark of a continuation. */
function isRight({ guess }: PanelPlace, written: string): boolean {
  return bare(written) === bare(guess.original.text) && bare(written) !== "";
}

function bare(text: string): string {
  return text.replace(/^##/, "").trim().toLowerCase();
}

function drawNewGame({ seed, wholeWords }: Deal, { document, onDeal }: GameOptions): HTMLElement {
  const box = buildElement(document, "input", { attributes: { type: "checkbox", "data-key": "whole-words" } });
  box.checked = wholeWords;
  box.addEventListener("change", () => onDeal({ seed, wholeWords: box.checked }));
  return buildElement(document, "div", {
    class: "new-game",
    children: [
      drawGameButton(document, {
        text: l10n.t("New seed"),
        key: "deal",
        onClick: () => onDeal({ seed: seed + 1, wholeWords: box.checked }),
      }),
      buildElement(document, "label", { children: [box, ` ${l10n.t("Whole words")}`] }),
    ],
  });
}
