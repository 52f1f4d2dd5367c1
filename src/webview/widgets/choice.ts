import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";

export interface Choice<T extends string> extends DrawOptions {
  /** Unique in the page. */
  readonly name: string;
  readonly legend: string;
  readonly chosen: T;
  /** In the order in which they are offered. */
  readonly labels: Readonly<Record<T, string>>;
  readonly onChoose: (value: T) => void;
}

/** One of several: native radio buttons, so that all keys work as usual. */
export function drawChoice<T extends string>({
  document,
  name,
  legend,
  chosen,
  labels,
  onChoose,
}: Choice<T>): HTMLElement {
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
