import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";
import { type ControlChoices, MOST_THRESHOLD } from "../state/panelChoices";

export interface LinkSettingsOptions extends DrawOptions {
  /** @param isDragging - The control must stay the same element. */
  readonly onChange: (change: Partial<ControlChoices>, isDragging?: boolean) => void;
}

/** Which links are drawn. */
export function drawLinkSettings(
  { threshold, withSpecial }: Pick<ControlChoices, "threshold" | "withSpecial">,
  options: LinkSettingsOptions,
): readonly HTMLElement[] {
  return [drawThreshold(threshold, options), drawSpecial(withSpecial, options)];
}

function drawThreshold(threshold: number, { document, onChange }: LinkSettingsOptions): HTMLElement {
  const output = buildElement(document, "output", { text: formatThreshold(threshold) });
  const slider = buildElement(document, "input", {
    attributes: { type: "range", min: "0", max: String(MOST_THRESHOLD), step: "0.01", "data-key": "threshold" },
  });
  slider.value = String(threshold);
  slider.addEventListener("input", () => {
    output.textContent = formatThreshold(slider.valueAsNumber);
    onChange({ threshold: slider.valueAsNumber }, true);
  });
  const label = buildElement(document, "span", { class: "caption", text: "Hide links below" });
  return buildElement(document, "label", { class: "threshold", children: [label, slider, output] });
}

/** Most heads give most of their attention to [CLS] and [SEP]; hiding those links shows the rest. */
function drawSpecial(withSpecial: boolean, { document, onChange }: LinkSettingsOptions): HTMLElement {
  const box = buildElement(document, "input", { attributes: { type: "checkbox", "data-key": "special" } });
  box.checked = withSpecial;
  box.addEventListener("change", () => onChange({ withSpecial: box.checked }));
  const label = buildElement(document, "span", { text: "Links of special tokens" });
  return buildElement(document, "label", { class: "special-links", children: [box, label] });
}

function formatThreshold(threshold: number): string {
  return `${Math.round(threshold * 100)} %`;
}
