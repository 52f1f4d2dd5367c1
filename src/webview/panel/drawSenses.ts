import * as l10n from "@vscode/l10n";
import { namePrecision } from "../../wording/names/namePrecision";
import { formatFixed } from "../../wording/numbers/formatFixed";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";
import { fillPlaces } from "../dom/fillPlaces";
import { drawLayerLines } from "../marks/layers/layerLines";
import { drawSenseList } from "../marks/senses/senseList";
import { drawSenseMap } from "../marks/senses/senseMap";
import type { PanelSenses } from "../messages/otherPages";

export interface SensesOptions extends DrawOptions {
  readonly onOpen: (index: number) => void;
}

const READING = l10n.t(
  "A use is the mean of the states of the word's pieces. A group may be a meaning, but also a place in the sentence or a grammatical form: read its sentences.",
);

/** The page of the uses of a word: a map, the groups with their sentences, and how contextual the word is. */
export function drawSenses(
  { word, summary, model, precision, uses, share, alike }: PanelSenses,
  { document, onOpen }: SensesOptions,
): HTMLElement {
  const list = drawSenseList(uses, { document, onOpen });
  const rows = [...list.querySelectorAll(".sense-use")];
  const onPoint = (index: number | undefined) => {
    for (const row of rows) row.classList.toggle("pointed", row.getAttribute("data-key") === `sense:${index ?? ""}`);
  };
  const isSeveral = uses.length > 1;
  return buildElement(document, "main", {
    class: "panel",
    children: [
      buildElement(document, "h1", {
        children: fillPlaces(l10n.t("Uses of {0}"), [buildElement(document, "bdi", { text: l10n.t("“{0}”", word) })]),
      }),
      buildElement(document, "p", { class: "facts", text: l10n.t("{0}, in {1}", model, namePrecision(precision)) }),
      buildElement(document, "p", { text: summary }),
      buildElement(document, "p", { class: "note", text: READING }),
      ...(isSeveral ? [drawSenseMap(uses, share, { document, onPoint, onOpen })] : []),
      list,
      ...(isSeveral ? [drawAlike(alike, document)] : []),
    ],
  });
}

function drawAlike(alike: readonly number[], document: Document): HTMLElement {
  const lines = [
    { name: l10n.t("contextual"), tint: "next", values: alike },
    { name: l10n.t("static"), tint: "neutral", values: alike.map(() => 1) },
  ] as const;
  return drawLayerLines(
    {
      title: l10n.t("How alike two uses are, by layer (mean cosine)"),
      lines,
      format: (value) => formatFixed(value, 2),
    },
    { document },
  );
}
