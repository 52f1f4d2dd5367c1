import { listMarkup, type MarkupRule } from "./listMarkup";
import { ProseBuilder, tidyProse } from "./proseBuilder";
import type { Prose } from "../spans/sentence";

/** Text as it stands in the document from `start` on. */
export interface PlacedText {
  readonly text: string;
  readonly start: number;
}

/** A block without its markup, lines joined by spaces; `undefined` if nothing is left that stands in the document. */
export function readMarkup(lines: readonly PlacedText[], rules: readonly MarkupRule[]): Prose | undefined {
  const builder = new ProseBuilder();
  for (const { text, start } of lines) {
    builder.addSpace();
    builder.add(text, start);
  }
  const prose = builder.finish();
  return prose === undefined ? undefined : tidyProse(prose, listMarkup(prose.text, rules));
}
