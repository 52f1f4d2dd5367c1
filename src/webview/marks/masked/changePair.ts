import { buildElement } from "../../dom/buildElement";

/** Two shares as bars, one above the other. The numbers stand beside them, so a screen reader passes them over. */
export function drawChangePair(before: number | undefined, after: number | undefined, document: Document): HTMLElement {
  const bar = (side: "before" | "after", share = 0) => {
    const element = buildElement(document, "span", { class: `change-bar ${side}` });
    element.style.setProperty("--share", String(Math.min(1, share)));
    return element;
  };
  return buildElement(document, "span", {
    class: "change-bars",
    attributes: { "aria-hidden": "true" },
    children: [bar("before", before), bar("after", after)],
  });
}
