import type { Slip } from "../../../tasks/slips/slipsRequest";
import { findExactSpan } from "../../../text/spans/findExactSpan";
import type { Sentence } from "../../../text/spans/sentence";
import type { Span } from "../../../text/spans/span";
import { findCompany } from "./findCompany";
import { findSlipChange, type SlipChange } from "./findSlipChange";

/** Where a slip stands in the document. */
export interface PlacedSlip {
  /** What is marked: the word; where one is missing, the word behind the gap, because a gap cannot be seen. */
  readonly mark: Span;
  /** The change that mends the sentence; `undefined` where it would touch markup. */
  readonly change: SlipChange | undefined;
}

/**
 * @param place - The word in the sentence's text; empty where one is missing.
 * @returns `undefined` for a word that the document writes another way, or with markup inside.
 */
export function placeSlip(sentence: Sentence, slip: Slip, place: Span): PlacedSlip | undefined {
  const mark = place.start < place.end ? findExactSpan(sentence, place) : findBesideGap(sentence, place);
  return mark && { mark, change: findSlipChange(sentence, slip) };
}

function findBesideGap(sentence: Sentence, gap: Span): Span | undefined {
  const { before, after } = findCompany(sentence.text, gap);
  const [word] = [after[0], before[0]].flatMap((span) => (span && findExactSpan(sentence, span)) ?? []);
  return word;
}
