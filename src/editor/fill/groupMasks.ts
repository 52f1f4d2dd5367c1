import { isOneParagraph, type ReadText } from "../../blanks/fillContext";
import type { SentenceList } from "../../prose/packedSentences";
import type { Span } from "../../text/spans/span";

/**
 * Masks that can be filled together, in one list after the other: those of one paragraph, and where there is no prose
 * those of one line.
 *
 * @param sentences - `undefined` where the document is not prose.
 * @param masks - Ranges of the document, ascending.
 * @param lineAt - The line of an offset.
 */
export function groupMasks(
  masks: readonly Span[],
  sentences: SentenceList | undefined,
  { readText, lineAt }: { readonly readText: ReadText; readonly lineAt: (offset: number) => number },
): readonly (readonly Span[])[] {
  const groups: Span[][] = [];
  for (const mask of masks) {
    const group = groups.at(-1);
    const first = group?.[0];
    const isTogether =
      first !== undefined &&
      (isOneParagraph(sentences, first, mask, readText) ?? lineAt(first.start) === lineAt(mask.start));
    if (group && isTogether) group.push(mask);
    else groups.push([mask]);
  }
  return groups;
}
