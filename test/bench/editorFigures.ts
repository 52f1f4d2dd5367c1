/** Names the file with the {@link EditorOptions}. */
export const OPTIONS_VARIABLE = "CLOZE_BENCH_OPTIONS";

export interface EditorOptions {
  /** Markdown; the sentence that is edited stands between the two. */
  readonly parts: readonly [string, string];
  readonly edits: number;
  readonly rounds: number;
  /** Where the {@link EditorFigures} are wanted. */
  readonly results: string;
}

export interface EditorFigures {
  /** Milliseconds from an edit of one sentence to its marks, each. */
  readonly marks: readonly number[];
  /** Milliseconds of each of these checks alone: from the end of the pause in typing to its last answer. */
  readonly checks: readonly number[];
  /** Milliseconds of the longest stretch of Cloze's code in the host's event loop; the first while 1 MB is opened. */
  readonly stretches: readonly number[];
}
