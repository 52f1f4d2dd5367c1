import type { Direction } from "../answers/attentionMap";
import { BETWEEN, type Between } from "../answers/between";
import type { HeadChoice } from "../messages";
import { AGAINST, type Against } from "../messages/compared";

const ATTENTION_VIEWS = ["links", "matrix", "table"] as const;
/** The views that draw the attention of one head. */
export type AttentionViewName = (typeof ATTENTION_VIEWS)[number];
const VIEWS = [
  ...ATTENTION_VIEWS,
  "heads",
  "vectors",
  "layers",
  "mask",
  "rollout",
  "neurons",
  "input",
  "tone",
  "pair",
  "compare",
] as const;
export type ViewName = (typeof VIEWS)[number];

export function isAttentionView(view: ViewName): view is AttentionViewName {
  return ATTENTION_VIEWS.some((name) => name === view);
}

/** How the links that are drawn are chosen. */
export type LinksBy = "weight" | "share";

/** Whether a view says more of the chosen token than of the others. */
export function isOfPinned(view: ViewName): boolean {
  return view === "table" || view === "rollout" || view === "neurons";
}

/** Everything the user chose. VS Code saves it while the panel is hidden and across restarts. It holds no text. */
export interface PanelChoices {
  /** `undefined` until chosen: the last layer. */
  readonly layer: number | undefined;
  readonly head: number;
  /** Heads besides this one, whose mean is shown. */
  readonly others: readonly HeadChoice[];
  /** The vectors shown: 0, the embeddings, to the number of layers; `undefined` until chosen: the last. */
  readonly stage: number | undefined;
  readonly view: ViewName;
  readonly direction: Direction;
  /** Weaker links are hidden, 0..MOST_THRESHOLD; `undefined` until chosen: see `selectThreshold`. */
  readonly threshold: number | undefined;
  /** Links are chosen by their weight, or the strongest of all are. */
  readonly linksBy: LinksBy;
  /** The share of links that are drawn when the strongest are, 0..1. */
  readonly strongest: number;
  /** Which of a pair's texts look at which. */
  readonly between: Between;
  /** Links from and to special tokens are drawn. */
  readonly withSpecial: boolean;
  /** [CLS] and [SEP] are left out of the rollout. */
  readonly withoutSpecial: boolean;
  /** Position of the token whose key is compared with the query of the chosen token; `undefined`: what it looks at most. */
  readonly compared: number | undefined;
  /** Position of the chosen token. */
  readonly pinned: number | undefined;
  /** Positions of the tokens that are masked, in order: whole words. */
  readonly masked: readonly number[];
  /** What the text is compared with; `undefined` until chosen. */
  readonly against: Against | undefined;
  /** The panel shows the sentence at the cursor, wherever it goes. */
  readonly follow: boolean;
  /** The panel keeps its text: another text opens a panel of its own. The host reads this when VS Code restarts. */
  readonly kept: boolean;
  /** The strongest links of the chosen token are shown in the document. */
  readonly linked: boolean;
  /** The step of the tour, from 0, while it is on. */
  readonly tour: number | undefined;
  /** The host's own: see `PanelInput.place`. */
  readonly place: string | undefined;
}

/** The choices that the controls above the view show and change. */
export interface ControlChoices extends Pick<
  PanelChoices,
  "view" | "direction" | "linksBy" | "strongest" | "between" | "withSpecial"
> {
  readonly threshold: number;
}

export const MOST_THRESHOLD = 0.5;
/** What the tour shows, in this order. */
export const TOUR_STEPS = ["pieces", "sum", "head", "layers", "cls", "next", "mask", "own"] as const;
export type TourStep = (typeof TOUR_STEPS)[number];

const DEFAULTS: PanelChoices = {
  layer: undefined,
  head: 0,
  others: [],
  stage: undefined,
  view: "links",
  direction: "from",
  threshold: undefined,
  linksBy: "weight",
  strongest: 0.1,
  between: "all",
  withSpecial: true,
  withoutSpecial: true,
  compared: undefined,
  pinned: undefined,
  masked: [],
  against: undefined,
  follow: false,
  kept: false,
  linked: false,
  tour: undefined,
  place: undefined,
};

/** Reads what any version of the page may have saved; an invalid part counts as never chosen. */
export function readPanelChoices(value: unknown): PanelChoices {
  if (typeof value !== "object" || value === null) return DEFAULTS;
  const saved = value as Readonly<Record<string, unknown>>;
  const { layer, head, others, stage, view, direction, compared, pinned, masked, against } = saved;
  return {
    ...readLinkChoices(saved),
    layer: isIndex(layer) ? layer : DEFAULTS.layer,
    head: isIndex(head) ? head : DEFAULTS.head,
    others: Array.isArray(others) && others.every(isHead) ? others : DEFAULTS.others,
    stage: isIndex(stage) ? stage : DEFAULTS.stage,
    view: VIEWS.find((name) => name === view) ?? DEFAULTS.view,
    direction: direction === "to" || direction === "from" ? direction : DEFAULTS.direction,
    compared: isIndex(compared) ? compared : undefined,
    pinned: isIndex(pinned) ? pinned : undefined,
    masked: isIndexList(masked) ? masked : DEFAULTS.masked,
    against: AGAINST.find((name) => name === against),
    ...readOfPanel(saved),
  };
}

/** What belongs to the panel, whatever it shows. */
function readOfPanel({
  follow,
  kept,
  linked,
  tour,
  place,
}: Readonly<Record<string, unknown>>): Pick<PanelChoices, "follow" | "kept" | "linked" | "tour" | "place"> {
  return {
    follow: follow === true,
    kept: kept === true,
    linked: linked === true,
    tour: readStep(tour),
    place: typeof place === "string" ? place : undefined,
  };
}

function readStep(step: unknown): number | undefined {
  return isIndex(step) && step < TOUR_STEPS.length ? step : undefined;
}

type LinkChoices = Pick<
  PanelChoices,
  "threshold" | "linksBy" | "strongest" | "between" | "withSpecial" | "withoutSpecial"
>;

function readLinkChoices(saved: Readonly<Record<string, unknown>>): LinkChoices {
  const { threshold, linksBy, strongest, between, withSpecial, withoutSpecial } = saved;
  return {
    threshold: isUpTo(threshold, MOST_THRESHOLD) ? threshold : DEFAULTS.threshold,
    linksBy: linksBy === "share" || linksBy === "weight" ? linksBy : DEFAULTS.linksBy,
    strongest: isUpTo(strongest, 1) ? strongest : DEFAULTS.strongest,
    between: BETWEEN.find((name) => name === between) ?? DEFAULTS.between,
    withSpecial: typeof withSpecial === "boolean" ? withSpecial : DEFAULTS.withSpecial,
    withoutSpecial: typeof withoutSpecial === "boolean" ? withoutSpecial : DEFAULTS.withoutSpecial,
  };
}

/** The default is never more than twice the weight of evenly spread attention, so that a long text shows links too. */
export function selectThreshold(chosen: number | undefined, tokenCount: number): number {
  return chosen ?? Math.min(0.04, Math.floor(200 / tokenCount) / 100);
}

function isIndexList(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every(isIndex);
}

function isUpTo(value: unknown, most: number): value is number {
  return typeof value === "number" && value >= 0 && value <= most;
}

function isIndex(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

function isHead(value: unknown): value is HeadChoice {
  if (typeof value !== "object" || value === null) return false;
  const { layer, head } = value as Readonly<Record<string, unknown>>;
  return isIndex(layer) && isIndex(head);
}
