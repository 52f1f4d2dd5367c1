import type { Requests } from "../engine/protocol";
import { formatCount } from "./formatCount";
import { formatPercent } from "./formatPercent";

export type MaskFills = Requests["fill"]["result"]["masks"][number];

/** A line of the quick pick: a word that could stand in the text. */
export interface FillItem {
  readonly label: string;
  readonly description: string;
  /** True where the word in the text stands in the list. */
  readonly isOriginal: boolean;
}

/** Cells of the bar; each is an eighth-block fine. */
const BAR_CELLS = 8;
const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** The fills, most probable first; the word that stands there now is marked, and comes last when it is not among them. */
export function buildFillItems({ fills, original }: MaskFills): readonly FillItem[] {
  const items = fills.map(({ text, probability }) => {
    const isOriginal = original !== undefined && isSameWord(text, original.text);
    const description = describeFill(probability, isOriginal ? original.rank : undefined);
    return { label: isOriginal ? original.text : text, description, isOriginal };
  });
  if (original === undefined || items.some(({ isOriginal }) => isOriginal)) return items;
  const description = describeFill(original.probability, original.rank);
  return [...items, { label: original.text, description, isOriginal: true }];
}

/** @param rank - Of the word in the text now; `undefined` for any other. */
export function describeFill(probability: number, rank?: number): string {
  const now = rank === undefined ? "" : `  ·  in the text now, rank ${formatCount(rank)}`;
  return `${drawBar(probability)}  ${formatPercent(probability)}${now}`;
}

export function isSameWord(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** A bar of {@link BAR_CELLS} characters for 0..1. */
export function drawBar(probability: number): string {
  const eighths = Math.round(probability * BAR_CELLS * 8);
  const full = Math.floor(eighths / 8);
  const bar = "█".repeat(full) + (EIGHTHS[eighths % 8] ?? "");
  return bar + "░".repeat(BAR_CELLS - bar.length);
}
