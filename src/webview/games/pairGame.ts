import * as l10n from "@vscode/l10n";
import { formatPercent } from "../../wording/numbers/formatPercent";
import { requireProbability } from "../answers/requireProbability";
import { buildElement } from "../dom/buildElement";
import { followArrowKeys } from "../dom/followArrowKeys";
import { drawDataTable } from "../marks/dataTable";
import type { PanelPairs } from "../messages/otherPages";
import { drawGameButton, drawGamePage, drawOutcome, drawVerdict, type GameOptions } from "./gamePage";

const RULES = l10n.t(
  "BERT's other lesson: after a sentence comes its true next one, or another at random, half and half. Here the other is from the same document, which is harder than BERT's, from any document. Say which it is; then see P(next).",
);

type Pair = PanelPairs["pairs"][number];

/** @throws {PageError} `bad-number` for a probability outside 0..1. */
export function drawPairGame(game: PanelPairs, options: GameOptions): HTMLElement {
  for (const { isNext } of game.pairs) requireProbability(isNext);
  return new PairGame(game, options).element;
}

/** The reader's answers, and what is drawn of them. Nothing leaves the page. */
class PairGame {
  readonly element: HTMLElement;
  readonly #game: PanelPairs;
  readonly #document: Document;
  readonly #desk: HTMLElement;
  readonly #outcome: HTMLElement;
  /** Whether the reader said that it follows, of each pair so far. */
  readonly #said: boolean[] = [];

  constructor(game: PanelPairs, options: GameOptions) {
    const { document, onDeal } = options;
    this.#game = game;
    this.#document = document;
    this.#desk = buildElement(document, "section", { class: "desk", attributes: { "aria-label": l10n.t("The pair") } });
    this.#outcome = drawOutcome(document);
    const deal = drawGameButton(document, {
      text: l10n.t("New seed"),
      key: "deal",
      onClick: () => onDeal({ seed: game.seed + 1, wholeWords: false }),
    });
    this.element = drawGamePage(
      { title: l10n.t("Does it follow?"), rules: RULES, game, children: [this.#desk, this.#outcome, deal] },
      options,
    );
    this.#drawPair();
  }

  #drawPair(): void {
    const document = this.#document;
    const index = this.#said.length;
    const pair = this.#game.pairs[index];
    if (!pair) return;
    const follows = drawGameButton(document, {
      text: l10n.t("It follows"),
      key: "yes",
      onClick: () => this.#answer(pair, true),
    });
    const random = drawGameButton(document, {
      text: l10n.t("It is another"),
      key: "no",
      onClick: () => this.#answer(pair, false),
    });
    const answers = buildElement(document, "div", {
      class: "answers",
      attributes: { role: "group", "aria-label": l10n.t("Your answer") },
      children: [follows, random],
    });
    followArrowKeys(answers, [follows, random]);
    this.#desk.replaceChildren(
      buildElement(document, "h2", { text: l10n.t("Pair {0} of {1}", index + 1, this.#game.pairs.length) }),
      this.#drawSentence("A", pair.first),
      this.#drawSentence("B", pair.second),
      answers,
    );
    this.#outcome.replaceChildren();
  }

  #drawSentence(name: "A" | "B", text: string): HTMLElement {
    const document = this.#document;
    return buildElement(document, "p", {
      class: `pair-sentence segment-${name.toLowerCase()}`,
      children: [
        buildElement(document, "strong", { class: "segment-name", text: name }),
        " ",
        buildElement(document, "bdi", { text }),
      ],
    });
  }

  #answer(pair: Pair, said: boolean): void {
    const document = this.#document;
    this.#said.push(said);
    this.#desk.querySelector(".answers")?.remove();
    const isOver = this.#said.length === this.#game.pairs.length;
    const meter = buildElement(document, "span", { class: "bar meter-next", attributes: { "aria-hidden": "true" } });
    meter.style.setProperty("--share", String(pair.isNext));
    this.#outcome.replaceChildren(
      buildElement(document, "p", {
        children: [
          `${pair.follows ? l10n.t("B is the next sentence.") : l10n.t("B is from elsewhere in the text.")} `,
          drawVerdict(document, "you", said === pair.follows),
          " ",
          drawVerdict(document, "model", isNextFor(pair) === pair.follows),
        ],
      }),
      buildElement(document, "p", { children: [`P(next) ${formatPercent(pair.isNext)} `, meter] }),
      buildElement(document, "p", { class: "facts", text: this.#describeScore() }),
      isOver
        ? this.#drawScore()
        : drawGameButton(document, { text: l10n.t("Next pair"), key: "next", onClick: () => this.#turn() }),
    );
    this.#outcome.querySelector<HTMLElement>(isOver ? ".score" : '[data-key="next"]')?.focus();
  }

  #turn(): void {
    this.#drawPair();
    this.#desk.querySelector<HTMLElement>('[data-key="yes"]')?.focus();
  }

  get #answered(): readonly Pair[] {
    return this.#game.pairs.slice(0, this.#said.length);
  }

  #describeScore(): string {
    const of = this.#said.length;
    const you = this.#answered.filter((pair, i) => pair.follows === this.#said[i]).length;
    const bert = this.#answered.filter((pair) => pair.follows === isNextFor(pair)).length;
    return l10n.t("So far: you {0} of {1}, model {2} of {1}.", you, of, bert);
  }

  #drawScore(): HTMLElement {
    const document = this.#document;
    const { pairs } = this.#game;
    const row = (name: string, isOf: (pair: Pair) => boolean) => {
      const own = [...pairs.entries()].filter(([, pair]) => isOf(pair));
      if (own.length === 0) return [];
      const you = own.filter(([i, pair]) => this.#said[i] === pair.follows).length;
      const bert = own.filter(([, pair]) => isNextFor(pair) === pair.follows).length;
      const mean = own.reduce((sum, [, { isNext }]) => sum + isNext, 0) / own.length;
      const cells = [String(own.length), String(you), String(bert), formatPercent(mean)];
      return [
        buildElement(document, "tr", {
          children: [
            buildElement(document, "th", { text: name, attributes: { scope: "row" } }),
            ...cells.map((text) => buildElement(document, "td", { text })),
          ],
        }),
      ];
    };
    const yes = pairs.filter(isNextFor).length;
    return buildElement(document, "section", {
      class: "score",
      attributes: { tabindex: "-1", "aria-label": l10n.t("Score") },
      children: [
        drawDataTable(
          {
            class: "score-table",
            caption: [buildElement(document, "span", { text: l10n.t("Told right") })],
            headings: [
              [l10n.t("Pairs")],
              [l10n.t("number")],
              [l10n.t("you")],
              [l10n.t("model")],
              [l10n.t("mean P(next)")],
            ],
            rows: [
              ...row(l10n.t("that follow"), ({ follows }) => follows),
              ...row(l10n.t("that do not"), ({ follows }) => !follows),
              ...row(l10n.t("together"), () => true),
            ],
          },
          { document },
        ),
        buildElement(document, "p", {
          class: "note",
          text: l10n.t(
            "The model said “it follows” to {0} of {1}: P(next) of 50 % or more. It learnt to notice another subject, and sentences of one document share theirs.",
            yes,
            pairs.length,
          ),
        }),
      ],
    });
  }
}

/** What the model says of a pair. */
function isNextFor({ isNext }: Pair): boolean {
  return isNext >= 0.5;
}
