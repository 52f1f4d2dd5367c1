import * as l10n from "@vscode/l10n";
import { buildElement } from "../../dom/buildElement";
import type { DrawOptions } from "../../dom/drawOptions";
import type { ComparedWord, PanelCompared } from "../../messages/compared";

/** Said before a word that differs: colours alone would not do. */
const SIGNS = { same: "", replaced: "≠", removed: "−", added: "+" } as const;
const NAMES = {
  same: "",
  replaced: l10n.t("replaced:"),
  removed: l10n.t("removed:"),
  added: l10n.t("added:"),
} as const;

/** The words of both texts in two lines, those that differ with a sign and a border of their own. */
export function drawComparedTexts(
  { words, names }: Pick<PanelCompared, "words" | "names">,
  { document }: DrawOptions,
): HTMLElement {
  const lines = (["before", "after"] as const).flatMap((side) => [
    buildElement(document, "dt", { text: names[side] }),
    buildElement(document, "dd", { children: words.flatMap((word) => drawWord(word, side, document)) }),
  ]);
  return buildElement(document, "dl", { class: "compared-texts", children: lines });
}

function drawWord(word: ComparedWord, side: "before" | "after", document: Document): readonly (Node | string)[] {
  const { change, [side]: text } = word;
  if (text === undefined) return [];
  if (change === "same") return [buildElement(document, "bdi", { class: "compared-word", text }), " "];
  const sign = buildElement(document, "span", {
    class: "sign",
    text: SIGNS[change],
    attributes: { "aria-hidden": "true" },
  });
  const name = buildElement(document, "span", { class: "hidden-text", text: `${NAMES[change]} ` });
  return [
    buildElement(document, "span", {
      class: `compared-word ${change} ${side}`,
      children: [sign, name, buildElement(document, "bdi", { text })],
    }),
    " ",
  ];
}
