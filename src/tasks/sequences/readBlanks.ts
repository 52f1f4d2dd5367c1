import type { Specials, Tokenizer } from "../../tokenizer/encoding";
import { listBlanks } from "./listBlanks";
import { readMasked } from "./readMasked";
import { readSegment, type Segment } from "./readSegment";

/** Pieces of the longest word that a blank may ask for; see `pieceCounts` of the fill task. */
export const MOST_BLANK_PIECES = 8;

/**
 * The tokens of a text in which `[MASK|red,green]` and `[MASK*2]` are masks, as `[MASK]` is. What asks for more pieces than
 * a word has is plain text, and so is every blank where the vocabulary has no mask.
 */
export function readBlanks(tokenizer: Tokenizer, text: string, specials: Specials): Segment {
  const places =
    specials === "mask" && tokenizer.vocabulary.specials.mask !== undefined ? listPlaces(tokenizer, text) : [];
  if (places.length === 0) return readSegment(tokenizer, text, { specials });
  return readMasked(tokenizer, text, { places, specials }).segment;
}

function listPlaces(tokenizer: Tokenizer, text: string) {
  return listBlanks(tokenizer, text).flatMap(({ span, blank }) => {
    const width = blank.pieces ?? 1;
    return width < 1 || width > MOST_BLANK_PIECES ? [] : [{ span, width }];
  });
}
