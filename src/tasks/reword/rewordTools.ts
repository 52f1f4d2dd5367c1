import type { ReadWords } from "../words/knownWords";

/** P(negative), 0..1, of each text, in order. */
export type ReadTones = (texts: readonly string[]) => Promise<readonly number[]>;

/** What rewording needs beside the model. */
export interface RewordTools {
  /** Reads tones; absent where no model can tell them. */
  readonly tones?: {
    /** Each text alone. */
    readonly alone: ReadTones;
    /** As the rule `tone/negative` does: what seems negative is read again in other texts. */
    readonly asMarked: ReadTones;
    /** How the model of tones writes its mask; empty if it has none. */
    readonly mask: string;
  };
  /** Why no model can tell tones. */
  readonly noTones?: string;
  readonly readWords: ReadWords;
  /** Says that `done` of `total` steps are done. */
  readonly report: (done: number, total: number) => void;
}
