import * as l10n from "@vscode/l10n";
import { formatFixed } from "../../wording/numbers/formatFixed";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";
import { type ControlChoices, type LinksBy, MOST_THRESHOLD } from "../state/panelChoices";
import { drawChoice } from "./choice";

export interface LinkSettingsOptions extends DrawOptions {
  /** @param isDragging - The control must stay the same element. */
  readonly onChange: (change: Partial<ControlChoices>, isDragging?: boolean) => void;
}

/** Steps of the slider for the strongest links: each doubles their share, up to all. */
const SHARES = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];

/** Which links are drawn. */
export function drawLinkSettings(
  { linksBy, threshold, strongest, withSpecial }: ControlChoices,
  options: LinkSettingsOptions,
): readonly HTMLElement[] {
  const { document, onChange } = options;
  const labels = { weight: l10n.t("by weight"), share: l10n.t("the strongest") };
  return [
    drawChoice<LinksBy>({
      document,
      name: "links-by",
      legend: l10n.t("Links"),
      chosen: linksBy,
      labels,
      onChoose: (chosen) => onChange({ linksBy: chosen }),
    }),
    linksBy === "weight" ? drawThreshold(threshold, options) : drawStrongest(strongest, options),
    drawSpecial(withSpecial, options),
  ];
}

function drawThreshold(threshold: number, { document, onChange }: LinkSettingsOptions): HTMLElement {
  return drawSlider(document, {
    caption: l10n.t("Hide links below"),
    attributes: { min: "0", max: String(MOST_THRESHOLD), step: "0.01", "data-key": "threshold" },
    value: threshold,
    format: (value) => `${Math.round(value * 100)} %`,
    onInput: (value) => onChange({ threshold: value }, true),
  });
}

function drawStrongest(strongest: number, { document, onChange }: LinkSettingsOptions): HTMLElement {
  const shareAt = (step: number) => SHARES[step] ?? 1;
  const step = SHARES.findIndex((share) => share >= strongest);
  return drawSlider(document, {
    caption: l10n.t("Draw the strongest"),
    attributes: { min: "0", max: String(SHARES.length - 1), step: "1", "data-key": "strongest" },
    value: step < 0 ? SHARES.length - 1 : step,
    format: (at) => `${formatFixed(shareAt(at) * 100, shareAt(at) < 0.01 ? 1 : 0)} %`,
    onInput: (at) => onChange({ strongest: shareAt(at) }, true),
  });
}

interface Slider {
  readonly caption: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly value: number;
  readonly format: (value: number) => string;
  readonly onInput: (value: number) => void;
}

function drawSlider(document: Document, { caption, attributes, value, format, onInput }: Slider): HTMLElement {
  const output = buildElement(document, "output", { text: format(value) });
  const slider = buildElement(document, "input", {
    attributes: { type: "range", ...attributes, "aria-valuetext": format(value) },
  });
  slider.value = String(value);
  slider.addEventListener("input", () => {
    output.textContent = format(slider.valueAsNumber);
    slider.setAttribute("aria-valuetext", format(slider.valueAsNumber));
    onInput(slider.valueAsNumber);
  });
  const label = buildElement(document, "span", { class: "caption", text: caption });
  return buildElement(document, "label", { class: "threshold", children: [label, slider, output] });
}

/** Most heads give most of their attention to [CLS] and [SEP]; hiding those links shows the rest. */
function drawSpecial(withSpecial: boolean, { document, onChange }: LinkSettingsOptions): HTMLElement {
  const box = buildElement(document, "input", { attributes: { type: "checkbox", "data-key": "special" } });
  box.checked = withSpecial;
  box.addEventListener("change", () => onChange({ withSpecial: box.checked }));
  const label = buildElement(document, "span", { text: l10n.t("Links of special tokens") });
  return buildElement(document, "label", { class: "special-links", children: [box, label] });
}
