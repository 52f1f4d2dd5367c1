import type { MaskedPlace, Specials, Tokenizer } from "../../tokenizer/encoding";
import { readSegment, type Segment } from "./readSegment";
import { selectMaskPiece } from "./selectMaskPiece";

/**
 * A text with masks in some places. Equal to writing [MASK] into the text: the tokenizer always cuts there.
 *
 * @param places - In order, not overlapping.
 * @returns The tokens, and for each place the index of its first mask.
 * @throws {ModelError} `no-readout` if the vocabulary has no mask piece.
 */
export function readMasked(
  tokenizer: Tokenizer,
  text: string,
  { places, specials }: { readonly places: readonly MaskedPlace[]; readonly specials: Specials },
): { readonly segment: Segment; readonly indices: readonly number[] } {
  const { id } = selectMaskPiece(tokenizer);
  const segment = readSegment(tokenizer, text, { specials, masks: places });
  // Masks that the text itself spells do not stand within a place.
  let next = 0;
  const indices = places.map(({ span, width }) => {
    while (next < segment.length && (segment[next]?.id !== id || segment[next]?.span.start !== span.start)) next += 1;
    next += width;
    return next - width;
  });
  return { segment, indices };
}
