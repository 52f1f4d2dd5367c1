import { buildElement } from "../../dom/buildElement";
import type { DrawOptions } from "../../dom/drawOptions";

/** Colours that themes have for charts; groups beyond them share colours, but not letters. */
const COLOURS = 6;

/** The letter of a group, A to T, in its colour: nobody has to tell colours apart. */
export function drawGroupSign(group: number, { document }: DrawOptions): HTMLElement {
  return buildElement(document, "span", { class: `group-sign group-${group % COLOURS}`, text: nameGroup(group) });
}

export function nameGroup(group: number): string {
  return String.fromCharCode("A".charCodeAt(0) + (group % 26));
}
