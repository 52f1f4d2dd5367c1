import * as l10n from "@vscode/l10n";
import { formatFixed } from "../../../wording/numbers/formatFixed";
import { formatPercent } from "../../../wording/numbers/formatPercent";
import { buildElement } from "../../dom/buildElement";
import type { DrawOptions } from "../../dom/drawOptions";
import type { ComparedWord } from "../../messages/compared";
import { drawDataTable } from "../dataTable";
import { drawWordName } from "./drawWordName";

/** Rows drawn: beyond them changes are small, and a long text would bury the page. */
const MOST_ROWS = 20;

/** The words of both texts by how far their vectors turned or, between two models, how much of their attention moved. */
export function drawComparedWords(words: readonly ComparedWord[], { document }: DrawOptions): HTMLElement {
  const both = [...words.entries()].filter(([, { moved }]) => moved !== undefined);
  const hasVectors = both.some(([, { cosine }]) => cosine !== undefined);
  const turned = ({ cosine = 1 }: ComparedWord) => 1 - cosine;
  const measure = (word: ComparedWord) => (hasVectors ? turned(word) : (word.moved ?? 0));
  const shown = [...both].sort(([, a], [, b]) => measure(b) - measure(a)).slice(0, MOST_ROWS);
  const count =
    shown.length < both.length ? [l10n.t("The {0} of {1} that changed most.", shown.length, both.length)] : [];
  const what = hasVectors
    ? l10n.t(
        "The cosine compares a word’s vector after the last layer with the one before: 1 is unchanged. Beside it, how much of its attention goes elsewhere.",
      )
    : l10n.t("How much of a word’s attention goes elsewhere. Vectors of two models cannot be compared.");
  const rows = shown.map(([index, word]) => {
    const bar = buildElement(document, "span", { class: "turn-bar", attributes: { "aria-hidden": "true" } });
    bar.style.setProperty("--share", String(Math.min(1, Math.max(0, measure(word)))));
    const number = (text: string) => buildElement(document, "td", { class: "number", text });
    return buildElement(document, "tr", {
      children: [
        buildElement(document, "th", {
          attributes: { scope: "row" },
          children: drawWordName(words, index, { document }),
        }),
        ...(hasVectors ? [number(formatFixed(word.cosine ?? NaN, 3))] : []),
        buildElement(document, "td", { children: [bar] }),
        number(formatPercent(Math.min(1, word.moved ?? NaN))),
      ],
    });
  });
  const headings = [
    [l10n.t("Word")],
    ...(hasVectors ? [[l10n.t("Cosine")], [l10n.t("Turned by")]] : [[l10n.t("Moved by")]]),
    [l10n.t("Attention moved")],
  ];
  return drawDataTable(
    { class: "changed-tokens", caption: [[...count, what].join(" ")], headings, rows },
    { document },
  );
}
