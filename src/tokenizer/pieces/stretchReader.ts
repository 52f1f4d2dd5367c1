import type { WordPiece } from "./splitWord";

/** A stretch of a text in which there are no special tokens. */
export interface Stretch {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** It goes on with what stands before it, so that no space is put before its first word. */
  readonly joins: boolean;
}

/** @param at - Where the word starts in the text; places of its pieces count from there. */
export type EmitWord = (pieces: readonly WordPiece[], at: number) => void;

/** Cuts a stretch of a text into words, and these into pieces. */
export interface StretchReader {
  read(stretch: Stretch, emit: EmitWord): void;
}
