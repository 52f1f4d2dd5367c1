import type { Direction } from "../answers/attentionMap";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";
import { type ControlChoices, MOST_THRESHOLD, type ViewName } from "../state/panelChoices";

export interface ViewControlsOptions extends DrawOptions {
  readonly onChange: (change: Partial<ControlChoices>) => void;
}

/** The choice of a view and its settings: native radio buttons and a native slider, so that all keys work as usual. */
export function drawViewControls(data: ControlChoices, { document, onChange }: ViewControlsOptions): HTMLElement {
  const views = drawChoice<ViewName>(document, {
    name: "view",
    legend: "Show as",
    chosen: data.view,
    labels: {
      links: "Links",
      matrix: "Matrix",
      table: "Table",
      heads: "All heads",
      vectors: "Embeddings",
      layers: "Layer by layer",
    },
    onChoose: (view) => onChange({ view }),
  });
  const directions = drawChoice<Direction>(document, {
    name: "direction",
    legend: "A token",
    chosen: data.direction,
    labels: { from: "looks at", to: "is looked at" },
    onChoose: (direction) => onChange({ direction }),
  });
  // The table shows both directions of every token; the other views have none.
  const hasDirection = data.view === "links" || data.view === "matrix";
  const children = hasDirection ? [views, directions] : [views];
  if (data.view === "links")
    children.push(drawThreshold(data.threshold, { document, onChange }), drawSpecial(data, { document, onChange }));
  return buildElement(document, "div", { class: "view-controls", children });
}

interface Choice<T extends string> {
  readonly name: string;
  readonly legend: string;
  readonly chosen: T;
  readonly labels: Readonly<Record<T, string>>;
  readonly onChoose: (value: T) => void;
}

function drawChoice<T extends string>(document: Document, choice: Choice<T>): HTMLElement {
  const { name, legend, chosen, labels, onChoose } = choice;
  const options = (Object.keys(labels) as T[]).map((value) => {
    const input = buildElement(document, "input", {
      attributes: { type: "radio", name, value, "data-key": `${name}:${value}` },
    });
    input.checked = value === chosen;
    input.addEventListener("change", () => onChoose(value));
    const label = buildElement(document, "span", { text: labels[value] });
    return buildElement(document, "label", { class: "option", children: [input, label] });
  });
  return buildElement(document, "fieldset", {
    class: "choice",
    children: [buildElement(document, "legend", { text: legend }), ...options],
  });
}

function drawThreshold(threshold: number, { document, onChange }: ViewControlsOptions): HTMLElement {
  const output = buildElement(document, "output", { text: formatThreshold(threshold) });
  const slider = buildElement(document, "input", {
    attributes: { type: "range", min: "0", max: String(MOST_THRESHOLD), step: "0.01", "data-key": "threshold" },
  });
  slider.value = String(threshold);
  slider.addEventListener("input", () => {
    output.textContent = formatThreshold(slider.valueAsNumber);
    onChange({ threshold: slider.valueAsNumber });
  });
  const label = buildElement(document, "span", { class: "caption", text: "Hide links below" });
  return buildElement(document, "label", { class: "threshold", children: [label, slider, output] });
}

/** Most heads give most of their attention to [CLS] and [SEP]; hiding those links shows the rest. */
function drawSpecial(
  { withSpecial }: Pick<ControlChoices, "withSpecial">,
  { document, onChange }: ViewControlsOptions,
): HTMLElement {
  const box = buildElement(document, "input", { attributes: { type: "checkbox", "data-key": "special" } });
  box.checked = withSpecial;
  box.addEventListener("change", () => onChange({ withSpecial: box.checked }));
  const label = buildElement(document, "span", { text: "Links of special tokens" });
  return buildElement(document, "label", { class: "special-links", children: [box, label] });
}

function formatThreshold(threshold: number): string {
  return `${Math.round(threshold * 100)} %`;
}
