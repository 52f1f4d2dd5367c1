import type { Edit } from "../text/spans/moveSpan";

/** One replacement of a change event, as VS Code reports it: offset and length are those of the text before the event. */
export interface TextChange {
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

/**
 * The replacements of one change event as edits to apply one after the other. All offsets refer to the text before the
 * event, so the edits run from the end of the document to its start: then none of them moves the place of a later one.
 * VS Code usually reports them in this order, but does not promise it.
 */
export function listEdits(changes: readonly TextChange[]): readonly Edit[] {
  return changes
    .map(({ rangeOffset, rangeLength, text }) => ({
      span: { start: rangeOffset, end: rangeOffset + rangeLength },
      insertedLength: text.length,
    }))
    .sort((a, b) => b.span.start - a.span.start || b.span.end - a.span.end);
}
