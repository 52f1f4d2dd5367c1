import type { Slip } from "../../../tasks/slips/slipsRequest";
import type { RuleOptions } from "../../rule";
import type { DescribedSlip } from "./describeSlip";

/** In how many other sentences a word stands that is the document's own: "Commander" where one could read "Command". */
const OWN_WORD = 2;
/** "writes" for "write", "copied" for "copy": a writer of the document uses the one and the other. */
const NUMBER_OR_TENSE = /^(?:|e|y|ies?|ied|s|es|ed|d|ing)$/u;

/**
 * True for what the document uses elsewhere: a writer who says it again means it. The words with their neighbours, or the
 * word itself, if it is not one of those that are often confused, and not another form of the one that seems meant. A word
 * that stands twice is no habit.
 */
export function isUsedElsewhere(
  { phrase, word: { written, meant } }: DescribedSlip,
  { rule, kind }: Slip,
  { text, phrases }: { readonly text: string; readonly phrases: NonNullable<RuleOptions["phrases"]> },
): boolean {
  if (rule === "double") return false;
  if (phrases.isElsewhere(phrase, text)) return true;
  if (rule !== "slip" || (kind !== "letters" && kind !== "endings") || isForm(written, meant)) return false;
  return phrases.countElsewhere(written, text, OWN_WORD) === OWN_WORD;
}

function isForm(written: string, meant: string): boolean {
  const [one, other] = [written.toLowerCase(), meant.toLowerCase()];
  let same = 0;
  while (same < Math.min(one.length, other.length) && one[same] === other[same]) same++;
  return NUMBER_OR_TENSE.test(one.slice(same)) && NUMBER_OR_TENSE.test(other.slice(same));
}
