/** What the pages show that are not about one text and its tokens. */

/** Words compared in a template. */
export interface PanelProbe {
  /** The template, as it is written. */
  readonly text: string;
  readonly rows: readonly PanelProbeRow[];
  /** Name of the model. */
  readonly model: string;
  readonly precision: "fp32" | "int8";
}

/** Two words, with something in the template's slots. All numbers are log-odds of the first word over the second. */
export interface PanelProbeRow {
  /** What stands in the slots. */
  readonly slots: string;
  readonly words: readonly [first: string, second: string];
  readonly filled: number;
  /** With masks in the slots. */
  readonly prior: number;
  /** `filled` − `prior`. */
  readonly logOdds: number;
}

/** The uses of a word, in groups. */
export interface PanelSenses {
  readonly word: string;
  /** What was found, in a sentence or two. */
  readonly summary: string;
  /** Name of the model. */
  readonly model: string;
  readonly precision: "fp32" | "int8";
  /** By group, those first that fit best. */
  readonly uses: readonly PanelUse[];
  /** The part of the vectors' differences that the plane of the points shows, 0..1. */
  readonly share: number;
  /** For the embeddings and each layer, the mean cosine of two uses, -1..1. */
  readonly alike: readonly number[];
}

export interface PanelUse {
  /** The sentence, and the UTF-16 range of the word in it. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** As people name it: "docs/a.md:12". */
  readonly place: string;
  /** From 0. */
  readonly group: number;
  /** Around 0, 0. */
  readonly point: readonly [x: number, y: number];
}

/** A game of which the page knows all answers, and keeps them back until the reader has guessed. */
interface PanelGame {
  /** With the same seed, the same game. */
  readonly seed: number;
  /** Name of the model. */
  readonly model: string;
  readonly precision: "fp32" | "int8";
}

/** A text as an example of BERT's training: pieces to be guessed. */
export interface PanelMasks extends PanelGame {
  readonly text: string;
  readonly wholeWords: boolean;
  /** In the order of the text. */
  readonly places: readonly PanelPlace[];
  /** The mean of −ln P of the pieces of the text. */
  readonly loss: number;
  /** A sentence for the reader; present when the model read only a part of the text. */
  readonly notice?: string;
}

/** A piece that is to be guessed. */
export interface PanelPlace {
  /** UTF-16 range of the piece in the text. */
  readonly start: number;
  readonly end: number;
  readonly corruption: "mask" | "random" | "keep";
  /** The piece that the model reads there. */
  readonly shown: string;
  /** The piece goes on with the word before it. */
  readonly isContinuation: boolean;
  readonly guess: {
    /** Most probable first. */
    readonly fills: readonly { readonly text: string; readonly probability: number }[];
    readonly original: { readonly text: string; readonly probability: number };
    readonly rank: number;
  };
}

/** Pairs of sentences, half of them in a row. */
export interface PanelPairs extends PanelGame {
  readonly pairs: readonly {
    readonly first: string;
    readonly second: string;
    readonly follows: boolean;
    /** P(next), as the model says. */
    readonly isNext: number;
  }[];
}
