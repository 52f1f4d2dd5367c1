import type { Tokenizer } from "../../tokenizer/encoding";
import { readSegment } from "./readSegment";

/**
 * The pieces of a word as it would be read in a text.
 *
 * @param before - What stands before it, or the last two characters of that; empty at the start of the text.
 */
export function readWord(tokenizer: Tokenizer, word: string, before: string): readonly number[] {
  const isSpaced = before !== "" && tokenizer.vocabulary.opensWord(before);
  const joins = before !== "" && !isSpaced;
  return readSegment(tokenizer, isSpaced ? ` ${word}` : word, { specials: "none", joins }).map(({ id }) => id);
}
