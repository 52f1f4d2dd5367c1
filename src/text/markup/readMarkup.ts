import type { Prose, ProseKind } from "../spans/sentence";
import { listMarkup, type MarkupRule } from "./listMarkup";
import { ProseBuilder, tidyProse } from "./proseBuilder";

/** Text that stands in the document, character for character, from `start` on. */
export interface PlacedText {
  readonly text: string;
  readonly start: number;
}

/** The lines of a block joined by spaces, without markup; `undefined` if nothing of the document remains. */
export function readMarkup(
  lines: readonly PlacedText[],
  rules: readonly MarkupRule[],
  kind?: ProseKind,
): Prose | undefined {
  const builder = new ProseBuilder(kind);
  for (const { text, start } of lines) {
    builder.addSpace();
    builder.add(text, start);
  }
  const prose = builder.finish();
  return prose === undefined ? undefined : tidyProse(prose, listMarkup(prose.text, rules));
}
