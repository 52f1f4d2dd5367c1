import type { Against, PanelCompared } from "./messages/compared";
import type { ComparedPair } from "./messages/comparedPair";
import type { EmbeddedInput } from "./messages/embeddedInput";
import type { OccludedText } from "./messages/occludedText";
import type { PanelMasks, PanelPairs, PanelProbe, PanelSenses } from "./messages/otherPages";

/**
 * What the extension host sends to the panel's page: plain data, imported by both sides. Many numbers go as typed arrays,
 * each over a buffer of its own: VS Code sends the whole buffer.
 */

export interface PanelToken {
  readonly text: string;
  readonly id: number;
  /** Begins a word, continues one, or is a special token of that role. */
  readonly kind: "word" | "continuation" | "unk" | "cls" | "sep" | "pad" | "mask";
  /** The mark of a continuation, "##", with which its text starts; empty for other tokens. */
  readonly prefix: string;
  /** UTF-16 range in the panel's `text` (segment 0) or `pair` (segment 1); empty for special tokens that were added. */
  readonly start: number;
  readonly end: number;
  readonly segment: 0 | 1;
  readonly position: number;
}

/** The text to show; sent first, and again whenever the text or the model changes. */
export interface PanelInput {
  readonly text: string;
  readonly pair?: string;
  readonly tokens: readonly PanelToken[];
  readonly model: {
    readonly name: string;
    readonly layers: number;
    readonly heads: number;
    readonly maxTokens: number;
    /** Whether it can fill a mask, and what it says of a pair where that is not P(next). */
    readonly hasMlm: boolean;
    readonly pairQuestion?: "order";
  };
  /** What the attention was computed in. */
  readonly precision: "fp32" | "int8";
  /** P(next) of a pair; absent when the checkpoint cannot compute it. */
  readonly isNext?: number;
  /** A sentence for the reader; present when the model read only a part of the text. */
  readonly notice?: string;
  /** Where the text is in its document. The page saves this in its state for the host and never reads it. */
  readonly place?: string;
  /** Its document was never saved, and has no earlier version. */
  readonly isUnsaved?: true;
}

export interface PanelFill {
  readonly text: string;
  readonly probability: number;
}

/** The words that the model would write for one token if it were masked. */
export interface PanelFills {
  /** Most probable first. */
  readonly fills: readonly PanelFill[];
  /** The word in the text; absent for a [MASK]. */
  readonly original?: PanelFill;
  /** The place of the original among all words; 1 is the model's first choice. */
  readonly rank?: number;
  /** A sentence for the reader; present when the model read less for this than the panel shows. */
  readonly notice?: string;
}

/** One attention head; both indices count from 0. */
export interface HeadChoice {
  readonly layer: number;
  readonly head: number;
}

/** A head's attention by place: each share is 0..1, and together they are 1. A weight counts once, under the first that fits. */
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
  /** A square, row after row; rows attend to columns. For many tokens it has fewer rows, each of several adjacent tokens. */
  readonly sketch: Float32Array;
}

/** The vectors of all T tokens at one layer: where they are relative to each other, and which are similar. */
export interface PanelVectorLayer {
  /** x and y of T points around 0, 0, in the plane in which the vectors differ most. */
  readonly points: Float64Array;
  /** The part of the vectors' differences that this plane shows, 0..1. */
  readonly share: number;
  /** For each token as many positions of those with the most similar vectors, most similar first. */
  readonly neighbours: Int32Array;
  /** Of each neighbour, -1..1. */
  readonly cosines: Float64Array;
}

/** What the readouts would answer at one layer, or of the embeddings. */
export interface PanelLayerAnswers {
  /** The most probable pieces for each mask, best first. */
  readonly masks: readonly { readonly position: number; readonly fills: readonly PanelFill[] }[];
  /** P(next) of a pair. */
  readonly next?: number;
  readonly tone?: PanelTone;
}

/** Probabilities; together they are 1. */
export type PanelTone = Readonly<Record<"negative" | "neutral" | "positive", number>>;

/** What a picture of a view is drawn as. */
export type PictureKind = "svg" | "png";

/** What changes when words are masked; both readings have the tokens of the text as it is. */
export interface PanelMask extends HeadChoice {
  /** The tokens that are masked, in order. */
  readonly positions: readonly number[];
  /** What the model would write at each; none if it cannot fill masks. */
  readonly masked: readonly ({ readonly position: number } & Required<
    Pick<PanelFills, "fills" | "original" | "rank">
  >)[];
  /** P(next) of a pair. */
  readonly next?: PanelChange<number>;
  readonly tone?: PanelChange<PanelTone>;
  /** Weights of the chosen head that changed most, most first. */
  readonly links: readonly ({ readonly from: number; readonly to: number } & PanelChange<number>)[];
  /** For each token, how much of its attention goes elsewhere than before, 0..1. */
  readonly moved: readonly number[];
  /** For each token, the cosine of its last vector with the one before, -1..1. */
  readonly cosines: readonly number[];
}

/** Whether a text comes after the first. */
export interface PanelFollows {
  readonly pair: string;
  /** It is the next sentence of the text's document. */
  readonly isNextInDocument?: true;
  /** P(next) of the two, and of the two swapped; absent if the model cannot tell. */
  readonly scores?: { readonly isNext: number; readonly swapped: number };
}

export type PanelChange<T> = Readonly<Record<"before" | "after", T>>;

/** A part of what a token is made of, on its way from one layer to the next: 0, the embeddings, to `layer` + 1. */
export interface PanelWay {
  readonly layer: number;
  /** Position before the layer, and after it. */
  readonly from: number;
  readonly to: number;
  readonly share: number;
}

export type ToPage =
  | { readonly kind: "show"; readonly input: PanelInput }
  /** `weights` is T×T, row after row: a row attends to its columns. The mean of the heads, by layer and head. */
  | {
      readonly kind: "attention";
      readonly heads: readonly HeadChoice[];
      readonly weights: Float32Array;
      readonly shares: PanelShares;
    }
  /** L layers of N heads. */
  | { readonly kind: "heads"; readonly layers: readonly (readonly PanelHead[])[] }
  /** L + 1 layers: the output of the embeddings, then that of each layer. */
  | { readonly kind: "vectors"; readonly layers: readonly PanelVectorLayer[] }
  /** L + 1 layers, the embeddings first; none where no readout has anything to say. `position`: as it was asked for. */
  | {
      readonly kind: "layers";
      readonly position: number | undefined;
      readonly layers: readonly PanelLayerAnswers[];
    }
  /** `shares` is T×T, row after row: what the row's token is made of after all layers. */
  | { readonly kind: "rollout"; readonly withoutSpecial: boolean; readonly shares: Float32Array }
  /** Where one token comes from: `shares` has L + 1 rows of T, those of the embeddings first. */
  | {
      readonly kind: "flow";
      readonly position: number;
      readonly withoutSpecial: boolean;
      readonly shares: Float64Array;
      readonly ways: readonly PanelWay[];
    }
  /** Queries and keys of one head, T×`size` numbers each, row after row. */
  | ({
      readonly kind: "neurons";
      readonly size: number;
      readonly query: Float32Array;
      readonly key: Float32Array;
    } & HeadChoice)
  | ({ readonly kind: "fills"; readonly position: number } & PanelFills)
  | ({ readonly kind: "mask" } & PanelMask)
  | ({ readonly kind: "input" } & EmbeddedInput)
  /** What a classifier says, or why the model says nothing. */
  | { readonly kind: "occlude"; readonly found?: OccludedText; readonly lack?: string }
  | { readonly kind: "pair"; readonly found?: ComparedPair; readonly lack?: string }
  | ({ readonly kind: "compare" } & PanelCompared)
  | ({ readonly kind: "follows" } & PanelFollows)
  /** The text moved within its document: this is the new `PanelInput.place`. */
  | { readonly kind: "place"; readonly place: string }
  /** Whether the text has been deleted from its document; "show" takes that back. */
  | { readonly kind: "gone"; readonly isGone: boolean }
  /** Shown instead of a text and its tokens. */
  | { readonly kind: "probe"; readonly probe: PanelProbe }
  /** Shown instead of a text and its tokens. */
  | { readonly kind: "senses"; readonly senses: PanelSenses }
  /** Shown instead of a text and its tokens: games. */
  | { readonly kind: "masks"; readonly masks: PanelMasks }
  | { readonly kind: "pairs"; readonly pairs: PanelPairs }
  /** Begin the tour. */
  | { readonly kind: "tour" }
  /** Open the field for a text of one's own, and put the cursor into it. */
  | { readonly kind: "write" }
  /** Compare the text with this, in the view that shows it. */
  | { readonly kind: "against"; readonly against: Against | undefined }
  /** Show the links of the chosen token in the document, or no longer. */
  | { readonly kind: "link" }
  /** The token at the cursor of the editor, if it is in one. */
  | { readonly kind: "cursor"; readonly position: number | undefined }
  /** Say what is on screen, and draw it as a picture if there is to be one. */
  | { readonly kind: "export"; readonly picture: PictureKind | undefined }
  | { readonly kind: "busy"; readonly busy: boolean }
  | { readonly kind: "failed"; readonly message: string };
