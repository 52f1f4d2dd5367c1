import * as l10n from "@vscode/l10n";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";

/** Leads to the choice of what the view is saved as. */
export function drawExportButton({ document, onExport }: DrawOptions & { readonly onExport: () => void }): HTMLElement {
  const button = buildElement(document, "button", {
    class: "action",
    text: l10n.t("Export…"),
    attributes: {
      type: "button",
      "data-key": "export",
      title: l10n.t("Save this view as a picture, a page or numbers"),
    },
  });
  button.addEventListener("click", onExport);
  return button;
}
