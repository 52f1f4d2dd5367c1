import * as l10n from "@vscode/l10n";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";

export interface FollowToggleOptions extends DrawOptions {
  readonly onChange: (isOn: boolean) => void;
}

const TITLE = l10n.t(
  "On: the panel shows the sentence at the cursor, wherever it goes. Off: it keeps the text that it shows.",
);

/** A native checkbox: the panel follows the cursor of the editor, or keeps its text. */
export function drawFollowToggle(isOn: boolean, { document, onChange }: FollowToggleOptions): HTMLElement {
  const box = buildElement(document, "input", { attributes: { type: "checkbox", "data-key": "follow" } });
  box.checked = isOn;
  box.addEventListener("change", () => onChange(box.checked));
  const label = buildElement(document, "span", { text: l10n.t("Follow the cursor") });
  return buildElement(document, "label", {
    class: "follow-toggle",
    attributes: { title: TITLE },
    children: [box, label],
  });
}
