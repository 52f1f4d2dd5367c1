import * as l10n from "@vscode/l10n";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";

export interface KeepToggleOptions extends DrawOptions {
  readonly onChange: (isOn: boolean) => void;
}

const TITLE = l10n.t(
  "On: this panel keeps its text, and the next text opens in a panel of its own. Off: the next text opens here.",
);

/** A native checkbox: the panel is kept, so that others stand beside it. */
export function drawKeepToggle(isOn: boolean, { document, onChange }: KeepToggleOptions): HTMLElement {
  const box = buildElement(document, "input", { attributes: { type: "checkbox", "data-key": "keep" } });
  box.checked = isOn;
  box.addEventListener("change", () => onChange(box.checked));
  const label = buildElement(document, "span", { text: l10n.t("Keep this panel") });
  return buildElement(document, "label", {
    class: "follow-toggle",
    attributes: { title: TITLE },
    children: [box, label],
  });
}
