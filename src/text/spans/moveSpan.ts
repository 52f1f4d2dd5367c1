import type { Span } from "./span";

/** A change of a document: `insertedLength` UTF-16 units replaced `span` of the text before. */
export interface Edit {
  readonly span: Span;
  readonly insertedLength: number;
}

/**
 * Where a range stands after an edit. An edit that ends where the range starts, or starts where it ends, is outside it:
 * the inserted text does not become part of the range.
 *
 * @returns `undefined` if the edit changes text between the range's ends.
 */
export function moveSpan(span: Span, { span: edited, insertedLength }: Edit): Span | undefined {
  if (edited.end <= span.start) {
    const shift = insertedLength - (edited.end - edited.start);
    return { start: span.start + shift, end: span.end + shift };
  }
  return edited.start >= span.end ? span : undefined;
}
