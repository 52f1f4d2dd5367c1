import type { Direction } from "../answers/attentionMap";

const ATTENTION_VIEWS = ["links", "matrix", "table"] as const;
/** The views that draw the attention of one head. */
export type AttentionViewName = (typeof ATTENTION_VIEWS)[number];
const VIEWS = [...ATTENTION_VIEWS, "heads", "vectors", "layers", "mask"] as const;
export type ViewName = (typeof VIEWS)[number];

export function isAttentionView(view: ViewName): view is AttentionViewName {
  return ATTENTION_VIEWS.some((name) => name === view);
}

/** Everything the user chose. VS Code saves it while the panel is hidden and across restarts. It holds no text. */
export interface PanelChoices {
  /** `undefined` until chosen: the last layer. */
  readonly layer: number | undefined;
  readonly head: number;
  /** The vectors shown: 0, the embeddings, to the number of layers; `undefined` until chosen: the last. */
  readonly stage: number | undefined;
  readonly view: ViewName;
  readonly direction: Direction;
  /** Weaker links are hidden, 0..MOST_THRESHOLD; `undefined` until chosen: see `selectThreshold`. */
  readonly threshold: number | undefined;
  /** Links from and to special tokens are drawn. */
  readonly withSpecial: boolean;
  /** Position of the chosen token. */
  readonly pinned: number | undefined;
  /** Positions of the tokens that are masked, in order: whole words. */
  readonly masked: readonly number[];
  /** The panel shows the sentence at the cursor, wherever it goes. */
  readonly follow: boolean;
  /** The host's own: see `PanelInput.place`. */
  readonly place: string | undefined;
}

/** The choices that the controls above the view show and change. */
export interface ControlChoices extends Pick<PanelChoices, "view" | "direction" | "withSpecial"> {
  readonly threshold: number;
}

export const MOST_THRESHOLD = 0.5;

const DEFAULTS: PanelChoices = {
  layer: undefined,
  head: 0,
  stage: undefined,
  view: "links",
  direction: "from",
  threshold: undefined,
  withSpecial: true,
  pinned: undefined,
  masked: [],
  follow: false,
  place: undefined,
};

/** Reads what any version of the page may have saved; an invalid part counts as never chosen. */
export function readPanelChoices(value: unknown): PanelChoices {
  if (typeof value !== "object" || value === null) return DEFAULTS;
  const saved = value as Readonly<Record<string, unknown>>;
  const { layer, head, stage, view, direction, threshold, withSpecial, pinned, masked, follow, place } = saved;
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
    masked: isIndexList(masked) ? masked : DEFAULTS.masked,
    follow: follow === true,
    place: typeof place === "string" ? place : undefined,
  };
}

/** The default is never more than twice the weight of evenly spread attention, so that a long text shows links too. */
export function selectThreshold(chosen: number | undefined, tokenCount: number): number {
  return chosen ?? Math.min(0.04, Math.floor(200 / tokenCount) / 100);
}

function isIndexList(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every(isIndex);
}

function isIndex(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}
