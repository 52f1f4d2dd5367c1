import * as l10n from "@vscode/l10n";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";
import { AGAINST, type Against } from "../messages/compared";

export interface AgainstChoiceOptions extends DrawOptions {
  /** Whether the text has no such earlier version. */
  readonly isLacking: (against: Against) => boolean;
  /** Whether the text stands in a document that was never saved. Default: false. */
  readonly isUnsaved?: boolean;
  readonly onChoose: (against: Against) => void;
}

const LABELS: Readonly<Record<Against, string>> = {
  saved: l10n.t("As saved"),
  commit: l10n.t("Last commit"),
  text: l10n.t("Another text…"),
  model: l10n.t("Another model…"),
};

const OF_UNSAVED = l10n.t("This document was never saved, so there is no saved or committed version to compare with.");
const OF_NO_DOCUMENT = l10n.t("This text stands in no document, so it has no saved or committed version.");

/** What the text is compared with. Buttons, because a text or a model can be chosen again and again. */
export function drawAgainstChoice(
  chosen: Against | undefined,
  { document, isLacking, isUnsaved = false, onChoose }: AgainstChoiceOptions,
): HTMLElement {
  const buttons = AGAINST.map((against) => {
    const button = buildElement(document, "button", {
      class: "action",
      text: LABELS[against],
      attributes: { type: "button", "data-key": `against:${against}`, "aria-pressed": String(against === chosen) },
    });
    button.disabled = isLacking(against);
    button.addEventListener("click", () => onChoose(against));
    return button;
  });
  const why = AGAINST.some(isLacking)
    ? [buildElement(document, "span", { class: "note", text: isUnsaved ? OF_UNSAVED : OF_NO_DOCUMENT })]
    : [];
  return buildElement(document, "fieldset", {
    class: "choice against",
    children: [buildElement(document, "legend", { text: l10n.t("Compare with") }), ...buttons, ...why],
  });
}
