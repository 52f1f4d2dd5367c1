import { buildElement } from "../buildElement";
import { formatPercent } from "../../wording/formatPercent";
import { HEAD_PLACES, nameHeadPlace, type HeadPlace } from "../../wording/headPlaces";
import type { PanelShares } from "../messages";

/** The place that gets most; of equals the first. */
export function findMain(shares: PanelShares): HeadPlace {
  return HEAD_PLACES.reduce((most, place) => (shares[place] > shares[most] ? place : most));
}

/** What kind of head this is, at a glance: a striped bar with a legend. */
export function drawHeadSummary(shares: PanelShares, { document }: { readonly document: Document }): HTMLElement {
  // Float32 rows sum to 1 within rounding, and the mean may land a hair outside.
  const shown = HEAD_PLACES.map((place) => ({ place, share: Math.min(1, shares[place]) })).filter(
    ({ share }) => !(share < 0.0005),
  );
  const stripes = shown.map(({ place, share }) => {
    const stripe = buildElement(document, "span", { class: `stripe place-${place}` });
    stripe.style.setProperty("--share", share.toFixed(4));
    return stripe;
  });
  const entries = shown.map(({ place, share }) => ({ place, text: formatPercent(share) }));
  return buildElement(document, "div", {
    class: "head-summary",
    children: [
      buildElement(document, "div", { class: "stripes", attributes: { "aria-hidden": "true" }, children: stripes }),
      drawPlaces(entries, { document, label: "Where this head looks" }),
    ],
  });
}

/** A list of places, each in its colour. */
export function drawPlaces(
  entries: readonly { readonly place: HeadPlace; readonly text: string }[],
  { document, label }: { readonly document: Document; readonly label: string },
): HTMLElement {
  const items = entries.map(({ place, text }) =>
    buildElement(document, "li", {
      children: [
        buildElement(document, "span", { class: `swatch place-${place}`, attributes: { "aria-hidden": "true" } }),
        document.createTextNode(`${nameHeadPlace(place)} ${text}`),
      ],
    }),
  );
  return buildElement(document, "ul", { class: "places", attributes: { "aria-label": label }, children: items });
}
