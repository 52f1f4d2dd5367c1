import * as l10n from "@vscode/l10n";
import { HEAD_PLACES } from "../../wording/names/headPlaces";
import { formatPercent } from "../../wording/numbers/formatPercent";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";
import type { PanelShares } from "../messages";
import { drawPlaceLegend } from "./placeLegend";

/** Shows at a glance what kind of head this is: a striped bar with a legend. */
export function drawHeadSummary(shares: PanelShares, { document }: DrawOptions): HTMLElement {
  // Float32 rows sum to 1 only within rounding, so their mean may be slightly more.
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
      drawPlaceLegend(entries, { document, label: l10n.t("Where this head looks") }),
    ],
  });
}
