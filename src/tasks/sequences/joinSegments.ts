import type { Encoding, Token, Tokenizer } from "../../tokenizer/encoding";
import { computeSegmentSpan, type Segment } from "./readSegment";

/** `[CLS] A [SEP]` or `[CLS] A [SEP] B [SEP]`, with as many [SEP]s between A and B as the tokenizer puts there, with segments and positions set. */
export function joinSegments(tokenizer: Tokenizer, a: Segment, b?: Segment): Encoding {
  const { cls, sep } = tokenizer.vocabulary.specials;
  const tokens: Token[] = [];
  // Field by field: copying with `...` took a third of a fill's time beside the model (docs/speed/tried.md).
  const push = ({ text, id, kind, span, word }: Omit<Token, "position" | "segment">, segment: 0 | 1) =>
    tokens.push({ text, id, kind, span, segment, position: tokens.length, word });
  const special = ({ text, id, kind }: typeof cls, at: number) => ({
    text,
    id,
    kind,
    span: { start: at, end: at },
    word: undefined,
  });
  const { start, end } = computeSegmentSpan(a);
  push(special(cls, start), 0);
  for (const token of a) push(token, 0);
  push(special(sep, end), 0);
  if (b !== undefined) {
    const extra = tokenizer.addedTokens.pair - tokenizer.addedTokens.text - 1;
    for (let i = 0; i < extra; i++) push(special(sep, computeSegmentSpan(b).start), 1);
    for (const token of b) push(token, 1);
    push(special(sep, computeSegmentSpan(b).end), 1);
  }
  return { tokens };
}
