import type { Slip, SlipRule, SlipsResult } from "../../../tasks/slips/slipsRequest";
import type { Sentence } from "../../../text/spans/sentence";
import { trimSpan } from "../../../text/spans/trimSpan";
import type { Finding } from "../../finding";
import type { Fix } from "../../fix";
import { normalizePair } from "../../normalizePair";
import type { RuleOptions } from "../../rule";
import { type DescribedSlip, describeSlip } from "./describeSlip";
import { isApart } from "./isApart";
import { isUsedElsewhere } from "./isUsedElsewhere";
import { type PlacedSlip, placeSlip } from "./placeSlip";
import { SLIP_LEVELS } from "./slipLevels";

/** Ends a sentence. */
const END = /[.!?…]["'”’»)\]]*$/u;

/**
 * The findings of one rule about the words of a sentence.
 *
 * @throws {RangeError} for a threshold outside 0..1.
 */
export function listSlipFindings(
  sentence: Sentence,
  { slips }: Pick<SlipsResult, "slips">,
  { rule, ...options }: RuleOptions & { readonly rule: SlipRule },
): readonly Finding[] {
  const { threshold } = options;
  if (!(threshold >= 0 && threshold <= 1)) {
    throw new RangeError(`threshold is ${threshold}, expected a number from 0 to 1`);
  }
  // A contents list repeats the headings it leads to, and a row of badges is no sentence.
  if (sentence.kind === "link") return [];
  return slips
    .filter((slip) => slip.rule === rule && slip.probability >= threshold)
    .flatMap((slip) => findSlipFinding(sentence, slip, options) ?? []);
}

function findSlipFinding(sentence: Sentence, slip: Slip, { never, phrases }: RuleOptions): Finding | undefined {
  const { text } = sentence;
  const place = trimSpan(text, slip);
  if (slip.rule !== "double" && goesOn(text, slip)) return undefined;
  const placed = placeSlip(sentence, slip, place);
  if (placed === undefined) return undefined;
  const described = describeSlip(sentence, slip, place);
  if (never?.has(normalizePair(described.word.pair)) === true) return undefined;
  if (slip.rule === "double" && isApart(sentence, slip)) return undefined;
  if (phrases && isUsedElsewhere(described, slip, { text, phrases })) return undefined;
  return {
    rule: `words/${slip.rule}`,
    span: placed.mark,
    score: slip.probability,
    message: described.message,
    scores: {},
    fixes: listSlipFixes(slip, placed, described),
    word: described.word,
  };
}

/**
 * True for what a sentence without an end may still say: it goes on below, in code or in a list, or is being written. A
 * word may then be missing anywhere, and its last word has no company yet.
 */
function goesOn(text: string, { rule, end }: Slip): boolean {
  if (END.test(text)) return false;
  return rule === "missing" || !/[\p{L}\p{N}]/u.test(text.slice(end));
}

function listSlipFixes(
  { rule, probability }: Slip,
  { mark, change }: PlacedSlip,
  { title, word }: DescribedSlip,
): readonly Fix[] {
  // Editors may apply sure fixes whenever a file is saved, and nobody looks then.
  const isSure = probability >= SLIP_LEVELS.few;
  const fixes: Fix[] = [];
  if (change) fixes.push({ kind: "replace", ...change, title, isPreferred: true, ...(isSure && { isSure }) });
  if (rule === "slip") fixes.push({ kind: "choose", span: mark, word: word.written });
  return fixes;
}
