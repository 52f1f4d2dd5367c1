import { buildElement } from "../buildElement";
import { followArrowKeys } from "./followArrowKeys";

export interface HeadPickerOptions {
  readonly document: Document;
  readonly layer: number;
  readonly head: number;
  readonly onChoose: (layer: number, head: number) => void;
}

/** Every head of every layer as a grid of radio buttons: rows are layers, columns heads, both counted from 0. */
export function drawHeadPicker(
  { layers, heads }: { readonly layers: number; readonly heads: number },
  { document, layer, head, onChoose }: HeadPickerOptions,
): HTMLElement {
  const items: HTMLElement[] = [];
  const axis = (text: string) =>
    buildElement(document, "span", { class: "axis", text, attributes: { "aria-hidden": "true" } });
  const cells: HTMLElement[] = [axis(""), ...Array.from({ length: heads }, (_, n) => axis(String(n)))];
  for (let l = 0; l < layers; l++) {
    cells.push(axis(String(l)));
    for (let n = 0; n < heads; n++) {
      const isChosen = l === layer && n === head;
      const item = buildElement(document, "button", {
        class: "head",
        attributes: {
          type: "button",
          role: "radio",
          "data-key": `head:${l}:${n}`,
          "aria-checked": String(isChosen),
          "aria-label": `Layer ${l}, head ${n}`,
          title: `Layer ${l}, head ${n}`,
        },
      });
      item.addEventListener("click", () => onChoose(l, n));
      items.push(item);
      cells.push(item);
    }
  }
  const grid = buildElement(document, "div", {
    // A BERT of 24 layers must still fit beside the rest.
    class: layers > 6 || heads > 8 ? "head-picker many" : "head-picker",
    attributes: { role: "radiogroup", "aria-label": "Layer (rows) and head (columns)" },
    children: cells,
  });
  grid.style.setProperty("--heads", String(heads));
  followArrowKeys(grid, items, { columns: heads, current: layer * heads + head });
  // As in every radio group, moving is choosing; Enter and Space work as on any button.
  grid.addEventListener("keydown", (event) => {
    const index = event.defaultPrevented ? items.findIndex((item) => item === document.activeElement) : -1;
    if (index >= 0) onChoose(Math.floor(index / heads), index % heads);
  });
  return grid;
}
