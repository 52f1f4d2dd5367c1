import { buildElement } from "./buildElement";

/** The number of a row or a column, for the eye only: the cells say the same in their own labels. */
export function buildAxisLabel(document: Document, text: string): HTMLElement {
  return buildElement(document, "span", { class: "axis", text, attributes: { "aria-hidden": "true" } });
}
