import * as l10n from "@vscode/l10n";
import type { Fills } from "../../blanks/askFills";
import { joinWords } from "../../blanks/describeChoice";
import { drawBar } from "../../wording/drawBar";
import { formatCount } from "../../wording/numbers/formatCount";
import { formatPercent } from "../../wording/numbers/formatPercent";

/** A row of the quick pick: a word that could fill the mask, or a word for each of several. */
export interface FillItem {
  readonly label: string;
  readonly description: string;
  /** One for each mask. */
  readonly words: readonly string[];
  /** True for the words that are in the text now. */
  readonly isOriginal: boolean;
  /** Whether the sentence reads less negative with it than now; `undefined` if unknown. */
  readonly softens: boolean | undefined;
}

/** Least fall of P(negative) that a reader would notice. */
const LEAST_FALL = 0.05;

interface FillOptions {
  /** Most fills to list. Default: all. */
  readonly count?: number;
  /** P(negative) of the sentence with each of the fills, then with the word in the text now; empty if unknown. */
  readonly negative?: readonly number[];
}

/**
 * The fills, most probable first; where tones are known, before these those that soften the sentence, most first. The
 * word in the text now is marked; if it is not among the fills, it comes last.
 */
export function buildFillItems(
  { fills, original }: Fills,
  { count = fills.length, negative = [] }: FillOptions = {},
): readonly FillItem[] {
  const most = fills[0]?.probability ?? 1;
  const now = original && negative[fills.length];
  const all = fills.map(({ texts, probability }, i) => {
    const isOriginal = original !== undefined && isSameWord(joinWords(texts), joinWords(original.texts));
    const words = isOriginal ? original.texts : texts;
    const tone = negative[i];
    const softens = tone === undefined || now === undefined ? undefined : tone <= now - LEAST_FALL;
    const description = describeFill({ probability, most, now: isOriginal ? original : undefined, negative: tone });
    return { item: { label: joinWords(words), words, description, isOriginal, softens }, tone: tone ?? 1 };
  });
  const softer = all.filter(({ item }) => item.softens).sort((a, b) => a.tone - b.tone);
  const others = all.filter(({ item }) => !item.softens);
  const items = [...softer, ...others].slice(0, count).map(({ item }) => item);
  if (original === undefined || items.some(({ isOriginal }) => isOriginal)) return items;
  const description = describeFill({ probability: original.probability, most, now: original, negative: now });
  const softens = now === undefined ? undefined : false;
  const words = original.texts;
  return [...items, { label: joinWords(words), words, description, isOriginal: true, softens }];
}

/** What stands above the first of the items that soften the sentence, and of those that do not. */
export function describeSoftening(items: readonly FillItem[], isSofter: boolean): string {
  if (isSofter) return l10n.t("softens the sentence, most first");
  return items.some(({ softens }) => softens)
    ? l10n.t("does not soften it")
    : l10n.t("none of these softens the sentence");
}

export interface FillScore {
  readonly probability: number;
  /** Probability of the best fill. Its bar is full, so that bars differ visibly even when the model is unsure. */
  readonly most: number;
  /** The words in the text now, if it is they; one word has a rank. */
  readonly now?: { readonly rank?: number } | undefined;
  /** P(negative) of the sentence with this word; `undefined` if unknown. */
  readonly negative?: number | undefined;
}

export function describeFill({ probability, most, now, negative }: FillScore): string {
  const tone = negative === undefined ? "" : `  ·  ${l10n.t("sentence {0} negative", formatPercent(negative))}`;
  const inText = now === undefined ? "" : `  ·  ${describeNow(now)}`;
  return `${drawBar(Math.min(1, probability / most))}  ${formatPercent(probability)}${tone}${inText}`;
}

function describeNow({ rank }: NonNullable<FillScore["now"]>): string {
  return rank === undefined ? l10n.t("in the text now") : l10n.t("in the text now, rank {0}", formatCount(rank));
}

export function isSameWord(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** What the model read around the sentence, in words; `undefined` where there was nothing around. */
export function describeContext(
  context: Fills["context"],
  { before, after }: { readonly before: readonly string[]; readonly after: readonly string[] },
): string | undefined {
  const given = before.length + after.length;
  if (context === undefined || given === 0) return undefined;
  const read = context.before.length + context.after.length;
  if (read === 0) return l10n.t("read alone: the text around is about something else");
  if (read === given) return l10n.t("read with the text around");
  return l10n.t("read with {0} of {1} pieces of the text around; the others are about something else", read, given);
}
