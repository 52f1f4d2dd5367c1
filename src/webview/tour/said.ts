import { formatPercent } from "../../wording/formatPercent";

/** A part of what is said that comes from the text or the model: it keeps its own direction. */
export interface Quoted {
  readonly quoted: string;
}

/** Sentences of Cloze, with what they quote. */
export type Said = readonly (string | Quoted)[];

export function quotePiece(text: string): Quoted {
  return { quoted: text };
}

/** In running text no line ends between a number and its sign. */
export function sayPercent(share: number): string {
  return formatPercent(share).replace(/ /g, "\u00a0");
}
