import type { Slip, SlipRule } from "../../../tasks/slips/slipsRequest";
import type { Span } from "../../../text/spans/span";
import type { MarkedWord } from "../../markedWord";
import { type Company, findCompany } from "./findCompany";

/** A slip in words. */
export interface DescribedSlip {
  readonly word: MarkedWord;
  /** What is wrong, then what was meant. */
  readonly message: string;
  /** What a menu calls the change. */
  readonly title: string;
  /** The word with its neighbours: three words if the sentence has so many. */
  readonly phrase: string;
}

/** @param place - The word in `text`, without the space that goes with it; empty where a word is missing. */
export function describeSlip(text: string, slip: Slip, place: Span): DescribedSlip {
  const company = findCompany(text, place);
  const read = (span: Span | undefined) => (span === undefined ? "" : text.slice(span.start, span.end));
  const words = {
    written: read(place),
    meant: slip.suggestion.trim(),
    before: read(company.before[0]),
    after: read(company.after[0]),
  };
  const { message, pair, pairTitle = `Never mark “${pair.trim()}”…`, title } = WORDINGS[slip.rule](words);
  const mended = [text.slice(0, slip.start), slip.suggestion, text.slice(slip.end)] as const;
  return {
    word: { place, written: words.written, meant: words.meant, mended, pair: pair.trim(), pairTitle },
    message,
    title,
    phrase: read(selectPhrase(slip.rule, place, company)),
  };
}

interface SlipWords {
  readonly written: string;
  readonly meant: string;
  /** The neighbours; empty at an end of the sentence. */
  readonly before: string;
  readonly after: string;
}

interface Wording {
  readonly message: string;
  readonly pair: string;
  readonly pairTitle?: string;
  readonly title: string;
}

const WORDINGS: Readonly<Record<SlipRule, (words: SlipWords) => Wording>> = {
  slip: ({ written, meant }) => ({
    message: `“${written}” may be the wrong word. Did you mean “${meant}”?`,
    pair: `${written} ${meant}`,
    pairTitle: `Never suggest “${meant}” for “${written}”…`,
    title: `Replace with “${meant}”`,
  }),
  article: ({ written, meant, after }) => ({
    message: `“${written}” before “${after}”. Did you mean “${meant}”?`,
    pair: `${written} ${after}`,
    title: `Replace with “${meant}”`,
  }),
  double: ({ written }) => ({
    message: `“${written}” stands twice. Did you mean it once?`,
    pair: `${written} ${written}`,
    title: `Delete “${written}”`,
  }),
  missing: ({ meant, before, after }) => ({
    message:
      after === ""
        ? `A word may be missing after “${before}”. Did you mean “${before} ${meant}”?`
        : `A word may be missing before “${after}”. Did you mean “${meant} ${after}”?`,
    pair: `${before} ${after}`,
    pairTitle: `Never miss a word in “${before} ${after}”…`,
    title: `Insert “${meant}”`,
  }),
  extra: ({ written, before, after }) => ({
    message: `“${written}” may be a word too many. Did you mean “${`${before} ${after}`.trim()}”?`,
    pair: after === "" ? `${before} ${written}` : `${written} ${after}`,
    title: `Delete “${written}”`,
  }),
};

/** From the first to the last of the words that are looked for elsewhere. */
function selectPhrase(rule: SlipRule, place: Span, { before, after }: Company): Span {
  // What "a" or "an" needs for company is the word behind it.
  if (rule === "article") return { start: place.start, end: after[0]?.end ?? place.end };
  const others = place.start === place.end ? 3 : 2;
  const left = Math.min(before.length, others - Math.min(after.length, others - 1));
  const right = Math.min(after.length, others - left);
  return {
    start: before[left - 1]?.start ?? place.start,
    end: after[right - 1]?.end ?? place.end,
  };
}
