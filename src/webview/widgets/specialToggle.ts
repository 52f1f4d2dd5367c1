import * as l10n from "@vscode/l10n";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";

export interface SpecialToggleOptions extends DrawOptions {
  readonly onChange: (isOn: boolean) => void;
}

/** A native checkbox: heads that have nothing to do rest on [SEP] and [CLS], which hide the words in a rollout. */
export function drawSpecialToggle(isOn: boolean, { document, onChange }: SpecialToggleOptions): HTMLElement {
  const box = buildElement(document, "input", { attributes: { type: "checkbox", "data-key": "without-special" } });
  box.checked = isOn;
  box.addEventListener("change", () => onChange(box.checked));
  const label = buildElement(document, "span", {
    text: l10n.t("Words only: what they take from [CLS] and [SEP] is left out"),
  });
  return buildElement(document, "label", { class: "special-links", children: [box, label] });
}
