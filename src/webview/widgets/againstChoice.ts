import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";
import { AGAINST, type Against } from "../messages/compared";

export interface AgainstChoiceOptions extends DrawOptions {
  readonly onChoose: (against: Against) => void;
}

const LABELS: Readonly<Record<Against, string>> = {
  saved: "As saved",
  commit: "Last commit",
  text: "Another text…",
  model: "Another model…",
};

/** What the text is compared with. Buttons, because a text or a model can be chosen again and again. */
export function drawAgainstChoice(
  chosen: Against | undefined,
  { document, onChoose }: AgainstChoiceOptions,
): HTMLElement {
  const buttons = AGAINST.map((against) => {
    const button = buildElement(document, "button", {
      class: "action",
      text: LABELS[against],
      attributes: { type: "button", "data-key": `against:${against}`, "aria-pressed": String(against === chosen) },
    });
    button.addEventListener("click", () => onChoose(against));
    return button;
  });
  return buildElement(document, "fieldset", {
    class: "choice against",
    children: [buildElement(document, "legend", { text: "Compare with" }), ...buttons],
  });
}
