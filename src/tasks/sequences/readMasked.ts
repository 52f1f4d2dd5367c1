import type { Span } from "../../text/spans/span";
import type { Specials, Token, Tokenizer } from "../../tokenizer/encoding";
import { readSegment, type Segment } from "./readSegment";
import { selectMaskPiece } from "./selectMaskPiece";

/** A stretch of a text that the model reads as masks. */
export interface MaskedPlace {
  readonly span: Span;
  /** How many masks. */
  readonly width: number;
}

/**
 * A text with masks in some places. Equal to writing [MASK] into the text: the tokenizer always cuts there.
 *
 * @param places - In order, not overlapping.
 * @returns The tokens, whose spans are those of the text given, and for each place the index of its first mask.
 * @throws {ModelError} `no-readout` if the vocabulary has no mask piece.
 */
export function readMasked(
  tokenizer: Tokenizer,
  text: string,
  { places, specials }: { readonly places: readonly MaskedPlace[]; readonly specials: Specials },
): { readonly segment: Segment; readonly indices: readonly number[] } {
  const mask = selectMaskPiece(tokenizer);
  const segment: Token[] = [];
  const indices: number[] = [];
  let from = 0;
  let words = 0;
  const readUpTo = (to: number) => {
    let last = -1;
    for (const token of readSegment(tokenizer, text.slice(from, to), { specials })) {
      last = token.word ?? last;
      segment.push({
        ...token,
        span: { start: token.span.start + from, end: token.span.end + from },
        word: token.word === undefined ? undefined : token.word + words,
      });
    }
    words += last + 1;
  };
  for (const { span, width } of places) {
    readUpTo(span.start);
    indices.push(segment.length);
    for (let i = 0; i < width; i++) segment.push({ ...mask, span, segment: 0, position: 0, word: words++ });
    from = span.end;
  }
  readUpTo(text.length);
  return { segment, indices };
}
