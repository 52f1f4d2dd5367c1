import type { Tokenizer } from "../../tokenizer/encoding";
import type { Segment } from "./readSegment";

/** Special tokens that a sequence has besides those of its text, or of its two texts. */
export function countAdded({ addedTokens }: Tokenizer, b: Segment | undefined): number {
  return b === undefined ? addedTokens.text : addedTokens.pair;
}
