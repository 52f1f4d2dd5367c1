import * as z from "zod/mini";
import type { ValueOf } from "../schema/requestSchema";

/** Every message between the panel's page and the extension host. Plain data; imported by both sides. */

export interface PanelToken {
  readonly text: string;
  readonly id: number;
  /** Begins a word, goes on with one, or is a special token of that role. */
  readonly kind: "word" | "continuation" | "unk" | "cls" | "sep" | "pad" | "mask";
  /** What the vocabulary marks a continuation with, "##", and its text starts with; empty for other tokens. */
  readonly prefix: string;
  /** UTF-16 range in the panel's `text` (segment 0) or `pair` (segment 1); empty for added special tokens. */
  readonly start: number;
  readonly end: number;
  readonly segment: 0 | 1;
  readonly position: number;
}

export interface PanelFill {
  readonly text: string;
  readonly probability: number;
}

/** What the panel is about; sent first and whenever the text or the model changes. */
export interface PanelInput {
  readonly text: string;
  readonly pair?: string;
  readonly tokens: readonly PanelToken[];
  readonly model: {
    readonly name: string;
    readonly layers: number;
    readonly heads: number;
    readonly maxTokens: number;
    readonly hasMlm: boolean;
  };
  /** P(next) of a pair, when the checkpoint has the head. */
  readonly isNext?: number;
  /** One sentence when the model read only a part of the text. */
  readonly notice?: string;
  /** Where the text stands; the page keeps it in its state for the host, and never reads it. */
  readonly place?: string;
}

/** Of all attention of a head, what goes to each place, 0..1; together 1. A weight counts once, under the first that fits. */
export interface PanelShares {
  readonly special: number;
  readonly itself: number;
  readonly previous: number;
  readonly next: number;
  readonly sameSegment: number;
  readonly otherSegment: number;
}

export interface PanelHead {
  readonly shares: PanelShares;
  /** Square, rows attend to columns; of many tokens fewer rows, each for some tokens side by side. */
  readonly sketch: readonly (readonly number[])[];
}

/** How the vectors of all T tokens stand to each other at one layer. */
export interface PanelVectorLayer {
  /** T points around 0, 0: the plane in which the vectors differ most. */
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Of how they differ, what that plane holds, 0..1. */
  readonly share: number;
  /** Of each token those whose vectors are most alike, the most alike first; cosines -1..1. */
  readonly neighbours: readonly (readonly { readonly position: number; readonly cosine: number }[])[];
}

export type ToPage =
  | { readonly kind: "show"; readonly input: PanelInput }
  /** T×T, row-major: row attends to column. */
  | {
      readonly kind: "attention";
      readonly layer: number;
      readonly head: number;
      readonly rows: readonly (readonly number[])[];
      readonly shares: PanelShares;
    }
  /** L layers of N heads. */
  | { readonly kind: "heads"; readonly layers: readonly (readonly PanelHead[])[] }
  /** L + 1 layers: the embeddings' output, then that of each layer. */
  | { readonly kind: "vectors"; readonly layers: readonly PanelVectorLayer[] }
  /** The model's words for one token, had it been masked. */
  | {
      readonly kind: "fills";
      readonly position: number;
      /** Most probable first. */
      readonly fills: readonly PanelFill[];
      /** What stands there now; absent for a [MASK]. */
      readonly original?: PanelFill;
      /** Of the original; 1 is the model's first choice. */
      readonly rank?: number;
      /** One sentence when the model read less for this than the panel shows. */
      readonly notice?: string;
    }
  /** The text moved within its document: the new `PanelInput.place`. */
  | { readonly kind: "place"; readonly place: string }
  | { readonly kind: "busy"; readonly busy: boolean }
  | { readonly kind: "failed"; readonly message: string };

const index = z.int().check(z.minimum(0));

/** What the page asks of the host, which checks it: a page is code that reads what documents hold. */
export const fromPageSchema = z.discriminatedUnion("kind", [
  z
    .strictObject({ kind: z.literal("ready") })
    .check(z.describe("The page listens now; the host sends nothing before.")),
  z.strictObject({ kind: z.literal("attention"), layer: index, head: index }),
  z.strictObject({ kind: z.literal("heads") }),
  z.strictObject({ kind: z.literal("vectors") }),
  z.strictObject({ kind: z.literal("fills"), position: index }),
  z
    .strictObject({ kind: z.literal("reveal"), position: index })
    .check(z.describe("Select this token's characters in the document.")),
]);
export type FromPage = ValueOf<typeof fromPageSchema>;
