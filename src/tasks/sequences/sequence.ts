import type { Span } from "../../text/spans/span";
import type { Encoding, EncodeOptions, Token, Tokenizer } from "../../tokenizer/encoding";
import type { ModelInput } from "../model/model";

/** The tokens of one segment: no added specials, positions from 0. */
export type Segment = readonly Token[];

/** The text's own tokens, without [CLS] and [SEP]. */
export function readSegment(tokenizer: Tokenizer, text: string, options?: EncodeOptions): Segment {
  return tokenizer.encode(text, options).tokens.slice(1, -1);
}

/** `[CLS] A [SEP]` or `[CLS] A [SEP] B [SEP]`, with segments and positions set. */
export function joinSegments(tokenizer: Tokenizer, a: Segment, b?: Segment): Encoding {
  const { cls, sep } = tokenizer.vocabulary.specials;
  const tokens: Token[] = [];
  // Field by field: copying with `...` took a third of a fill's time beside the model (docs/speed/tried.md).
  const push = ({ text, id, kind, span, word }: Omit<Token, "position" | "segment">, segment: 0 | 1) =>
    tokens.push({ text, id, kind, span, segment, position: tokens.length, word });
  const special = (which: typeof cls, at: number) => ({
    text: which.text,
    id: which.id,
    kind: which.kind,
    span: { start: at, end: at },
    word: undefined,
  });
  push(special(cls, a[0]?.span.start ?? 0), 0);
  for (const token of a) push(token, 0);
  push(special(sep, a.at(-1)?.span.end ?? 0), 0);
  if (b !== undefined) {
    for (const token of b) push(token, 1);
    push(special(sep, b.at(-1)?.span.end ?? 0), 1);
  }
  return { tokens };
}

export function toInput(encoding: Encoding): ModelInput {
  return {
    ids: encoding.tokens.map((token) => token.id),
    segments: encoding.tokens.map((token) => token.segment),
  };
}

/** From the first token's first character to the last one's last; empty for no tokens. */
export function spanOf(segment: Segment): Span {
  return { start: segment[0]?.span.start ?? 0, end: segment.at(-1)?.span.end ?? 0 };
}
