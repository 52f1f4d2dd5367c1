import type { AttentionMap } from "./attentionMap";
import { buildElement } from "./buildElement";
import { isSpecial } from "./describeToken";
import { formatPercent } from "./formatPercent";

/** Where a head's attention goes, in the order drawn. Each weight counts once, under the first that fits. */
const PLACES = ["special tokens", "itself", "previous token", "next token", "same segment", "other segment"] as const;

/** Shares of all attention, averaged over the T rows; they sum to 1. */
export function measureShares({ tokens, weights }: AttentionMap): readonly number[] {
  const T = tokens.length;
  const shares = PLACES.map(() => 0);
  for (const [from, own] of tokens.entries()) {
    for (const [to, other] of tokens.entries()) {
      const place = isSpecial(other)
        ? 0
        : to === from
          ? 1
          : to === from - 1
            ? 2
            : to === from + 1
              ? 3
              : own.segment === other.segment
                ? 4
                : 5;
      shares[place] = (shares[place] ?? 0) + (weights[from * T + to] ?? NaN) / T;
    }
  }
  return shares;
}

/** What kind of head this is, at a glance: a striped bar with a legend. */
export function drawHeadSummary(map: AttentionMap, { document }: { readonly document: Document }): HTMLElement {
  const shares = measureShares(map);
  // Float32 rows sum to 1 within rounding, and the mean may land a hair outside.
  const shown = PLACES.map((name, place) => ({ name, place, share: Math.min(1, shares[place] ?? NaN) })).filter(
    ({ share }) => !(share < 0.0005),
  );
  const stripes = shown.map(({ place, share }) => {
    const stripe = buildElement(document, "span", { class: `stripe place-${place}` });
    stripe.style.setProperty("--share", share.toFixed(4));
    return stripe;
  });
  const legend = shown.map(({ name, place, share }) =>
    buildElement(document, "li", {
      children: [
        buildElement(document, "span", { class: `swatch place-${place}`, attributes: { "aria-hidden": "true" } }),
        document.createTextNode(`${name} ${formatPercent(share)}`),
      ],
    }),
  );
  return buildElement(document, "div", {
    class: "head-summary",
    children: [
      buildElement(document, "div", { class: "stripes", attributes: { "aria-hidden": "true" }, children: stripes }),
      buildElement(document, "ul", { attributes: { "aria-label": "Where this head looks" }, children: legend }),
    ],
  });
}
