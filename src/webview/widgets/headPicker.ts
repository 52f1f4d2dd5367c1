import * as l10n from "@vscode/l10n";
import { nameHead } from "../../wording/names/nameHead";
import { buildAxisLabel } from "../dom/buildAxisLabel";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";
import { followArrowKeys } from "../dom/followArrowKeys";
import type { HeadChoice } from "../messages";

export interface HeadPickerOptions extends DrawOptions {
  /** The head chosen last. */
  readonly current: HeadChoice;
  /** The heads whose mean is shown; one of them is `current`. */
  readonly chosen: readonly HeadChoice[];
  /** One head is chosen, never several. Default: false. */
  readonly isSingle?: boolean;
  /** @param heads - At least one. @param current - One of them. */
  readonly onChoose: (heads: readonly HeadChoice[], current: HeadChoice) => void;
}

const HELP = l10n.t("Ctrl or Space adds a head to the mean or takes it out, Shift adds all up to it.");

/**
 * Every head of every layer in a grid: rows are layers, columns are heads, both counted from 0. It works as lists of files
 * do: to choose a head is to leave the others, with Ctrl it is added or taken out, with Shift all from the last one to it
 * are added; Ctrl and an arrow key move without choosing.
 */
export function drawHeadPicker(
  { layers, heads }: { readonly layers: number; readonly heads: number },
  { document, current, chosen, isSingle = false, onChoose }: HeadPickerOptions,
): HTMLElement {
  const all = Array.from({ length: layers * heads }, (_, i) => ({ layer: Math.floor(i / heads), head: i % heads }));
  const placeOf = ({ layer, head }: HeadChoice) => layer * heads + head;
  const places = new Set(chosen.map(placeOf));
  const start = placeOf(current);
  const choose = (wanted: Iterable<number>, last: number) => {
    const found = [...new Set(wanted)].flatMap((place) => all[place] ?? []);
    onChoose(found, all[last] ?? current);
  };
  const toggle = (place: number) => {
    if (isSingle) choose([place], place);
    else if (!places.has(place)) choose([...places, place], place);
    else if (places.size > 1) {
      const left = [...places].filter((each) => each !== place);
      choose(left, place === start ? (left[0] ?? start) : start);
    }
  };
  const click = (place: number, keys: Pick<MouseEvent, "ctrlKey" | "metaKey" | "shiftKey">) => {
    if (isSingle) choose([place], place);
    else if (keys.shiftKey) choose([...places, ...listBlock(start, place, heads)], place);
    else if (keys.ctrlKey || keys.metaKey) toggle(place);
    else choose([place], place);
  };
  const items = all.map((choice) => {
    const item = drawHead(choice, { document, isChosen: places.has(placeOf(choice)) });
    item.addEventListener("click", (event) => click(placeOf(choice), event));
    return item;
  });
  const grid = drawGrid(items, { document, layers, heads, isSingle });
  followArrowKeys(grid, items, { columns: heads, current: start, withModifiers: true });
  grid.addEventListener("keydown", (event) => {
    const place = items.findIndex((item) => item === document.activeElement);
    if (place < 0) return;
    if (event.key === " ") {
      event.preventDefault();
      toggle(place);
      // Ctrl moves without choosing.
    } else if (event.defaultPrevented && !event.ctrlKey && !event.metaKey) click(place, event);
  });
  if (isSingle) return grid;
  const buttons = drawMeans({ document, layers, heads, layer: current.layer }, (wanted) => choose(wanted, start));
  return buildElement(document, "div", { class: "head-choice", children: [grid, ...buttons] });
}

/** The heads of the smallest rectangle that holds two. */
function listBlock(from: number, to: number, heads: number): readonly number[] {
  const range = (a: number, b: number) => Array.from({ length: Math.abs(a - b) + 1 }, (_, i) => Math.min(a, b) + i);
  const rows = range(Math.floor(from / heads), Math.floor(to / heads));
  return rows.flatMap((row) => range(from % heads, to % heads).map((column) => row * heads + column));
}

interface Size extends DrawOptions {
  readonly layers: number;
  readonly heads: number;
}

function drawGrid(
  items: readonly HTMLElement[],
  { document, layers, heads, isSingle }: Size & { readonly isSingle: boolean },
): HTMLElement {
  const columnLabels = Array.from({ length: heads }, (_, n) => buildAxisLabel(document, String(n)));
  const rows = Array.from({ length: layers }, (_, l) => [
    buildAxisLabel(document, String(l)),
    ...items.slice(l * heads, (l + 1) * heads),
  ]);
  const grid = buildElement(document, "div", {
    // A BERT of 24 layers must still fit beside the rest.
    class: layers > 6 || heads > 8 ? "head-picker many" : "head-picker",
    attributes: {
      role: "listbox",
      "aria-multiselectable": String(!isSingle),
      "aria-label": [l10n.t("Layer (rows) and head (columns)."), ...(isSingle ? [] : [HELP])].join(" "),
      ...(!isSingle && { title: HELP }),
    },
    children: [buildAxisLabel(document, ""), ...columnLabels, ...rows.flat()],
  });
  grid.style.setProperty("--heads", String(heads));
  return grid;
}

/** What many want, in one step: the mean of a layer, and of all. */
function drawMeans(
  { document, layers, heads, layer }: Size & { readonly layer: number },
  onChoose: (places: readonly number[]) => void,
): readonly HTMLElement[] {
  const means = [
    { key: "mean-layer", text: l10n.t("Mean of layer {0}", layer), from: layer * heads, count: heads },
    { key: "mean-all", text: l10n.t("Mean of all"), from: 0, count: layers * heads },
  ];
  const buttons = means.map(({ key, text, from, count }) => {
    const button = buildElement(document, "button", {
      class: "action",
      text,
      attributes: { type: "button", "data-key": key },
    });
    button.addEventListener("click", () => onChoose(Array.from({ length: count }, (_, i) => from + i)));
    return button;
  });
  return [buildElement(document, "div", { class: "means", children: buttons })];
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
      role: "option",
      "data-key": `head:${choice.layer}:${choice.head}`,
      "aria-selected": String(isChosen),
      "aria-label": name,
      title: name,
    },
  });
}
