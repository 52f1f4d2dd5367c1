import { nameHead } from "../../wording/names/nameHead";
import { buildAxisLabel } from "../dom/buildAxisLabel";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";
import { followArrowKeys } from "../dom/followArrowKeys";
import type { HeadChoice } from "../messages";

export interface HeadPickerOptions extends DrawOptions, HeadChoice {
  readonly onChoose: (head: HeadChoice) => void;
}

/** Every head of every layer in a grid of radio buttons: rows are layers, columns are heads, both counted from 0. */
export function drawHeadPicker(
  { layers, heads }: { readonly layers: number; readonly heads: number },
  { document, layer, head, onChoose }: HeadPickerOptions,
): HTMLElement {
  const choices = Array.from({ length: layers * heads }, (_, i) => ({ layer: Math.floor(i / heads), head: i % heads }));
  const items = choices.map((choice) => {
    const item = drawHead(choice, { document, isChosen: choice.layer === layer && choice.head === head });
    item.addEventListener("click", () => onChoose(choice));
    return item;
  });
  const columnLabels = Array.from({ length: heads }, (_, n) => buildAxisLabel(document, String(n)));
  const rows = Array.from({ length: layers }, (_, l) => [
    buildAxisLabel(document, String(l)),
    ...items.slice(l * heads, (l + 1) * heads),
  ]);
  const grid = buildElement(document, "div", {
    // A BERT of 24 layers must still fit beside the rest.
    class: layers > 6 || heads > 8 ? "head-picker many" : "head-picker",
    attributes: { role: "radiogroup", "aria-label": "Layer (rows) and head (columns)" },
    children: [buildAxisLabel(document, ""), ...columnLabels, ...rows.flat()],
  });
  grid.style.setProperty("--heads", String(heads));
  followArrowKeys(grid, items, { columns: heads, current: layer * heads + head });
  // Moving is choosing, as in every radio group; Enter and Space work as on any button.
  grid.addEventListener("keydown", (event) => {
    const index = event.defaultPrevented ? items.findIndex((item) => item === document.activeElement) : -1;
    const choice = choices[index];
    if (choice) onChoose(choice);
  });
  return grid;
}

function drawHead(
  choice: HeadChoice,
  { document, isChosen }: DrawOptions & { readonly isChosen: boolean },
): HTMLElement {
  const name = nameHead(choice);
  return buildElement(document, "button", {
    class: "head",
    attributes: {
      type: "button",
      role: "radio",
      "data-key": `head:${choice.layer}:${choice.head}`,
      "aria-checked": String(isChosen),
      "aria-label": name,
      title: name,
    },
  });
}
