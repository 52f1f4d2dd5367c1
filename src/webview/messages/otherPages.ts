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
