import * as l10n from "@vscode/l10n";
import { namePrecision } from "../../wording/names/namePrecision";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";
import { drawOddsBars } from "../marks/oddsBars";
import type { PanelProbe } from "../messages/otherPages";

export interface ProbeOptions extends DrawOptions {
  readonly onCopy: () => void;
}

const ABOUT = l10n.t(
  "Log-odds of the first word over the second, with the slots filled and with masks in them, the prior. A bar is how far what stands in the slots moves the model: filled − prior.",
);

/** The page of words that are compared in a template. */
export function drawProbe(
  { text, rows, model, precision }: PanelProbe,
  { document, onCopy }: ProbeOptions,
): HTMLElement {
  const copy = buildElement(document, "button", {
    class: "action",
    text: l10n.t("Copy the table"),
    attributes: { type: "button", "data-key": "copy" },
  });
  copy.addEventListener("click", onCopy);
  return buildElement(document, "main", {
    class: "panel",
    children: [
      buildElement(document, "h1", { children: [buildElement(document, "bdi", { text })] }),
      buildElement(document, "p", { class: "facts", text: l10n.t("{0}, in {1}", model, namePrecision(precision)) }),
      buildElement(document, "p", { class: "note", text: ABOUT }),
      drawOddsBars(rows, { document }),
      copy,
    ],
  });
}
