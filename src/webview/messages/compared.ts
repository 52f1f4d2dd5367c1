import type { HeadChoice } from "../messages";

/** What the panel's text is compared with. */
export const AGAINST = ["saved", "commit", "text", "model"] as const;
export type Against = (typeof AGAINST)[number];

/** A number of both sides, or of one. */
export interface Sides {
  readonly before?: number | undefined;
  readonly after?: number | undefined;
}

/** A word of both sides, or of one. */
export interface ComparedWord {
  /** As it is written on each side. */
  readonly before?: string;
  readonly after?: string;
  readonly change: "same" | "replaced" | "removed" | "added";
  /** How much of its attention goes elsewhere than before, 0..1. */
  readonly moved?: number | undefined;
  /** How alike its vectors are, -1..1. */
  readonly cosine?: number | undefined;
}

export interface ComparedFills {
  /** Index of the word whose place is filled. */
  readonly word: number;
  /** Most changed first. */
  readonly fills: readonly ({ readonly text: string } & Sides)[];
  /** What stands there, with its place among all pieces. */
  readonly originals: {
    readonly before?: { readonly probability: number; readonly rank: number };
    readonly after?: { readonly probability: number; readonly rank: number };
  };
}

/** The panel's text beside another one, or as another model reads it; lists have what changed most first. */
export interface PanelCompared {
  readonly against: Against;
  /** The token whose place is filled, as it was asked for. */
  readonly position: number | undefined;
  /** The heads, as they were asked for. */
  readonly heads: readonly HeadChoice[];
  /** "as saved", "as it is". */
  readonly names: { readonly before: string; readonly after: string };
  readonly words: readonly ComparedWord[];
  readonly fills: readonly ComparedFills[];
  readonly labels: readonly ({ readonly label: string } & Sides)[];
  readonly next?: Sides;
  /** Whose attention is compared, in words. */
  readonly attention: string;
  /** Indices of words. */
  readonly links: readonly {
    readonly from: number;
    readonly to: number;
    readonly before: number;
    readonly after: number;
  }[];
  /** How much of each head's attention goes elsewhere; none between models of other shapes. */
  readonly movedHeads: readonly (HeadChoice & { readonly moved: number })[];
  /** Sentences for the reader. */
  readonly notices: readonly string[];
}
