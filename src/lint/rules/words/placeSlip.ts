import type { Slip } from "../../../tasks/slips/slipsRequest";
import { findExactSpan } from "../../../text/spans/findExactSpan";
import type { Sentence } from "../../../text/spans/sentence";
import type { Span } from "../../../text/spans/span";
import { findCompany } from "./findCompany";

/** Where a slip stands in the document. */
export interface PlacedSlip {
  /** What is marked: the word; where one is missing, the word behind the gap, because a gap cannot be seen. */
  readonly mark: Span;
  /** The change that mends the sentence; `undefined` where it would touch markup. */
  readonly change: Change | undefined;
}

interface Change {
  readonly span: Span;
  readonly text: string;
}

/**
 * @param place - The word in the sentence's text; empty where one is missing.
 * @returns `undefined` for a word that the document writes another way, or with markup inside.
 */
export function placeSlip(sentence: Sentence, slip: Slip, place: Span): PlacedSlip | undefined {
  const mark = place.start < place.end ? findExactSpan(sentence, place) : findBesideGap(sentence, place);
  return mark && { mark, change: findChange(sentence, slip) };
}

function findBesideGap(sentence: Sentence, gap: Span): Span | undefined {
  const { before, after } = findCompany(sentence.text, gap);
  const [word] = [after[0], before[0]].flatMap((span) => (span && findExactSpan(sentence, span)) ?? []);
  return word;
}

function findChange(sentence: Sentence, slip: Slip): Change | undefined {
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
function listChanges(text: string, { start, end, suggestion }: Slip): readonly Change[] {
  const mend = (change: Change) => text.slice(0, change.span.start) + change.text + text.slice(change.span.end);
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
