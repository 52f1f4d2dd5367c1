import * as l10n from "@vscode/l10n";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";

export interface LinkedToggleOptions extends DrawOptions {
  readonly onChange: (isOn: boolean) => void;
}

const TITLE = l10n.t(
  "On: in your document, the chosen piece is outlined, and what it is linked with most in the chosen head is tinted.",
);

/** A native checkbox: links are shown in the document. */
export function drawLinkedToggle(isOn: boolean, { document, onChange }: LinkedToggleOptions): HTMLElement {
  const box = buildElement(document, "input", { attributes: { type: "checkbox", "data-key": "linked" } });
  box.checked = isOn;
  box.addEventListener("change", () => onChange(box.checked));
  const label = buildElement(document, "span", { text: l10n.t("Links in the text") });
  return buildElement(document, "label", {
    class: "follow-toggle",
    attributes: { title: TITLE },
    children: [box, label],
  });
}
