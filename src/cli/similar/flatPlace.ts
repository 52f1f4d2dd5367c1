import type { PlacedText } from "../../similar/placedText";

/** A sentence and its place, as JSON prints them. */
export interface FlatPlace {
  readonly file: string;
  /** UTF-16 units of the file. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function flatPlace({ file, span: { start, end }, text }: PlacedText): FlatPlace {
  return { file, start, end, text };
}
