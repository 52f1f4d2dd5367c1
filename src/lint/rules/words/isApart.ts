import type { Slip } from "../../../tasks/slips/slipsRequest";
import { findExactSpan } from "../../../text/spans/findExactSpan";
import type { Sentence } from "../../../text/spans/sentence";

/** Most characters of the document between two words that are read as neighbours: more than a space and some markup. */
const MOST_BETWEEN = 8;

/** True for a word that stands twice in the text alone: in the document an address or a picture is between. */
export function isApart(sentence: Sentence, { start, end }: Slip): boolean {
  // The last letters of both.
  const [first, second] = [start, end].map((at) => findExactSpan(sentence, { start: at - 1, end: at })?.start);
  return first === undefined || second === undefined || second - first > end - start + MOST_BETWEEN;
}
