import type { Slip } from "../../../tasks/slips/slipsRequest";
import { findExactSpan } from "../../../text/spans/findExactSpan";
import type { Sentence } from "../../../text/spans/sentence";
import type { Span } from "../../../text/spans/span";

/** A replacement in the document; with an empty span, what is inserted. */
export interface SlipChange {
  readonly span: Span;
  readonly text: string;
}

/** The change of the document that mends a slip and touches nothing else; `undefined` where it would touch markup. */
export function findSlipChange(sentence: Sentence, slip: Slip): SlipChange | undefined {
  const [change] = listChanges(sentence.text, slip).flatMap(({ span, text }) => {
    const exact = findExactSpan(sentence, span);
    return exact === undefined ? [] : { span: exact, text };
  });
  return change;
}

/**
 * The changes of the text that come to the same. The space that is added or taken away with a word may be that before
 * it or that behind it, and the document may have one of them only: the other is a line break, or has markup beside it.
 */
function listChanges(text: string, { start, end, suggestion }: Slip): readonly SlipChange[] {
  const mend = (change: SlipChange) => text.slice(0, change.span.start) + change.text + text.slice(change.span.end);
  const asked = { span: { start, end }, text: suggestion };
  const word = suggestion.trim();
  if (word !== "" && start < end) return [asked];
  const moved = [-1, 1].flatMap((by) => {
    const span = { start: start + by, end: end + by };
    return (word === "" ? [""] : [`${word} `, ` ${word}`]).map((insert) => ({ span, text: insert }));
  });
  return [
    asked,
    ...moved.filter(({ span, text: insert }) => {
      return span.start >= 0 && span.end <= text.length && mend({ span, text: insert }) === mend(asked);
    }),
  ];
}
