import type { Span } from "../../text/spans/span";
import type { EncodeOptions, Token, Tokenizer } from "../../tokenizer/encoding";

/** The tokens of one segment: no added specials, positions from 0. */
export type Segment = readonly Token[];

/** The text's own tokens, without [CLS] and [SEP]. */
export function readSegment(tokenizer: Tokenizer, text: string, options?: EncodeOptions): Segment {
  return tokenizer.encode(text, options).tokens.slice(1, -1);
}

/** The range from the first token's first character to the last token's last; empty for no tokens. */
export function computeSegmentSpan(segment: Segment): Span {
  return { start: segment[0]?.span.start ?? 0, end: segment.at(-1)?.span.end ?? 0 };
}
