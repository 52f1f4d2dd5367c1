import type { Slip } from "../../../tasks/slips/slipsRequest";
import type { Sentence } from "../../../text/spans/sentence";

/** Most characters of the document between two words that are read as neighbours: more than a space and some markup. */
const MOST_BETWEEN = 8;

/** True for a word that stands twice in the text alone: in the document an address or a picture is between. */
export function isApart({ runs }: Sentence, { start, end }: Slip): boolean {
  const [first, second] = [start - 1, end - 1].map((at) => {
    const run = runs.find(({ textStart, length }) => textStart <= at && at < textStart + length);
    return run ? run.start + at - run.textStart : undefined;
  });
  return first === undefined || second === undefined || second - first > end - start + MOST_BETWEEN;
}
