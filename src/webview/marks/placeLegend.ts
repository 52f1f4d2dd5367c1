import { type HeadPlace, nameHeadPlace } from "../../wording/names/headPlaces";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";

export interface PlaceLegendOptions extends DrawOptions {
  readonly label: string;
}

/** A list of the places where heads look, each with its colour and a text. */
export function drawPlaceLegend(
  entries: readonly { readonly place: HeadPlace; readonly text: string }[],
  { document, label }: PlaceLegendOptions,
): HTMLElement {
  const items = entries.map(({ place, text }) =>
    buildElement(document, "li", {
      children: [
        buildElement(document, "span", { class: `swatch place-${place}`, attributes: { "aria-hidden": "true" } }),
        `${nameHeadPlace(place)} ${text}`,
      ],
    }),
  );
  return buildElement(document, "ul", { class: "places", attributes: { "aria-label": label }, children: items });
}
