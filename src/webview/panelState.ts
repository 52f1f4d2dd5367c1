import type { Direction } from "./answers/attentionMap";

const ATTENTION_VIEWS = ["links", "matrix", "table"] as const;
export type AttentionViewName = (typeof ATTENTION_VIEWS)[number];
export const VIEWS = [...ATTENTION_VIEWS, "heads", "vectors"] as const;
export type View = (typeof VIEWS)[number];

/** What the person chose, kept by VS Code while the panel is hidden and across restarts. Holds no text. */
export interface PanelState {
  /** `undefined` until chosen: the last layer. */
  readonly layer: number | undefined;
  readonly head: number;
  /** Of the vectors: 0, the embeddings, to the number of layers; `undefined` until chosen: the last. */
  readonly stage: number | undefined;
  readonly view: View;
  readonly direction: Direction;
  /** Links under this weight are hidden, 0..MOST_THRESHOLD; `undefined` until chosen: see `findThreshold`. */
  readonly threshold: number | undefined;
  /** Whether links from and to special tokens are drawn. */
  readonly withSpecial: boolean;
  /** Position of the chosen token. */
  readonly pinned: number | undefined;
  /** The host's own: see `PanelInput.place`. */
  readonly place: string | undefined;
}

export const MOST_THRESHOLD = 0.5;

const DEFAULTS: PanelState = {
  layer: undefined,
  head: 0,
  stage: undefined,
  view: "links",
  direction: "from",
  threshold: undefined,
  withSpecial: true,
  pinned: undefined,
  place: undefined,
};

/** Reads what an earlier version of the page may have written: each part that makes no sense is as if never chosen. */
export function readPanelState(value: unknown): PanelState {
  if (typeof value !== "object" || value === null) return DEFAULTS;
  const saved = value as Readonly<Record<string, unknown>>;
  const { layer, head, stage, view, direction, threshold, withSpecial, pinned, place } = saved;
  return {
    layer: isIndex(layer) ? layer : DEFAULTS.layer,
    head: isIndex(head) ? head : DEFAULTS.head,
    stage: isIndex(stage) ? stage : DEFAULTS.stage,
    view: VIEWS.find((name) => name === view) ?? DEFAULTS.view,
    direction: direction === "to" || direction === "from" ? direction : DEFAULTS.direction,
    threshold:
      typeof threshold === "number" && threshold >= 0 && threshold <= MOST_THRESHOLD ? threshold : DEFAULTS.threshold,
    withSpecial: typeof withSpecial === "boolean" ? withSpecial : DEFAULTS.withSpecial,
    pinned: isIndex(pinned) ? pinned : undefined,
    place: typeof place === "string" ? place : undefined,
  };
}

/** Never above twice what a token gets when attention is spread evenly, so that a long text shows links too. */
export function findThreshold(chosen: number | undefined, tokenCount: number): number {
  return chosen ?? Math.min(0.04, Math.floor(200 / tokenCount) / 100);
}

function isIndex(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}
