import { ASKING_BLANK, findBlank } from "../../text/spans/blank";
import type { Specials, Tokenizer } from "../../tokenizer/encoding";
import { readMasked } from "./readMasked";
import { readSegment, type Segment } from "./readSegment";

/** Pieces of the longest word that a blank may ask for; see `pieceCounts` of the fill task. */
export const MOST_BLANK_PIECES = 8;

/**
 * The tokens of a text in which `[MASK|red,green]` and `[MASK*2]` are masks, as `[MASK]` is. What asks for more pieces than
 * a word has is plain text, and so is every blank where the vocabulary has no mask.
 */
export function readBlanks(tokenizer: Tokenizer, text: string, specials: Specials): Segment {
  const places = specials === "mask" && tokenizer.vocabulary.specials.mask !== undefined ? listPlaces(text) : [];
  if (places.length === 0) return readSegment(tokenizer, text, { specials });
  return readMasked(tokenizer, text, { places, specials }).segment;
}

function listPlaces(text: string) {
  return [...text.matchAll(ASKING_BLANK)].flatMap(({ 0: written, index }) => {
    const width = findBlank(written)?.pieces ?? 1;
    if (width < 1 || width > MOST_BLANK_PIECES) return [];
    return [{ span: { start: index, end: index + written.length }, width }];
  });
}
