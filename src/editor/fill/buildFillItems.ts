import type { Requests } from "../../engine/protocol/protocol";
import { formatCount } from "../../wording/formatCount";
import { drawBar } from "../drawBar";
import { formatPercent } from "../../wording/formatPercent";

export type MaskFills = Requests["fill"]["result"]["masks"][number];

/** A line of the quick pick: a word that could stand in the text. */
export interface FillItem {
  readonly label: string;
  readonly description: string;
  /** True where the word in the text stands in the list. */
  readonly isOriginal: boolean;
}

/**
 * The fills, most probable first; the word that stands there now is marked, and comes last when it is not among them.
 *
 * @param negative - P(negative) of the sentence with each of the fills, and then with the word that stands there now.
 */
export function buildFillItems({ fills, original }: MaskFills, negative: readonly number[] = []): readonly FillItem[] {
  const most = fills[0]?.probability ?? 1;
  const items = fills.map(({ text, probability }, i) => {
    const isOriginal = original !== undefined && isSameWord(text, original.text);
    const rank = isOriginal ? original.rank : undefined;
    const description = describeFill({ probability, most, rank, negative: negative[i] });
    return { label: isOriginal ? original.text : text, description, isOriginal };
  });
  if (original === undefined || items.some(({ isOriginal }) => isOriginal)) return items;
  const description = describeFill({ ...original, most, negative: negative[fills.length] });
  return [...items, { label: original.text, description, isOriginal: true }];
}

export interface FillScore {
  readonly probability: number;
  /** Of the most probable fill: its bar is full, so that bars can be told apart where the model is unsure. */
  readonly most: number;
  /** Of the word in the text now; `undefined` for any other. */
  readonly rank?: number | undefined;
  /** P(negative) of the sentence with this word, where that is of interest. */
  readonly negative?: number | undefined;
}

export function describeFill({ probability, most, rank, negative }: FillScore): string {
  const tone = negative === undefined ? "" : `  ·  sentence ${formatPercent(negative)} negative`;
  const now = rank === undefined ? "" : `  ·  in the text now, rank ${formatCount(rank)}`;
  return `${drawBar(Math.min(1, probability / most))}  ${formatPercent(probability)}${tone}${now}`;
}

export function isSameWord(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
