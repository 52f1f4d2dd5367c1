import type { FromPage } from "../messages/fromPage";

/**
 * A part of the page that is drawn from the state. Drawing `view` brings the chosen token forward, as `pointed` does;
 * `stage` shows what was dragged, such as the layer of the vectors, within the same view, and `top` scrolls to the answer about a pair.
 */
export type PanelPart =
  | "busy"
  | "failure"
  | "gone"
  | "input"
  | "picker"
  | "controls"
  | "view"
  | "stage"
  | "details"
  | "pointed"
  | "cursor"
  | "tools"
  | "masked"
  | "top";

/** The consequences of a transition of the state. */
export interface PanelEffects {
  /** The parts to draw again, in this order. Others must keep their elements: one may hold the focus, or be dragged. */
  readonly stale: readonly PanelPart[];
  /** Messages for the host, to be posted in this order after drawing. */
  readonly requests: readonly FromPage[];
}

export const NO_EFFECTS: PanelEffects = { stale: [], requests: [] };

/** One after the other; each part is drawn once, and nothing is asked twice. */
export function joinEffects(first: PanelEffects, second: PanelEffects): PanelEffects {
  return {
    stale: [...new Set([...first.stale, ...second.stale])],
    requests: [
      ...new Map([...first.requests, ...second.requests].map((each) => [JSON.stringify(each), each])).values(),
    ],
  };
}

/** What is drawn again for another text. */
export const PARTS_OF_TEXT: readonly PanelPart[] = [
  "failure",
  "gone",
  "input",
  "picker",
  "controls",
  "view",
  "details",
];
