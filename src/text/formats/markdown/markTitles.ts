import type { Prose } from "../../spans/sentence";

/** UTF-16 units behind an opening tag within which its text starts. */
const REACH = 400;
const TAG = /<(\/?)(?:h[1-6]|title)\b[^<>]{0,400}>/gi;

/** The blocks, of which those in the tags of a heading are headings: blank lines may part `<h1>` from its text. */
export function markTitles(blocks: readonly Prose[], text: string): readonly Prose[] {
  const tags = Array.from(text.matchAll(TAG), ({ 0: tag, 1: slash, index }) => ({
    end: index + tag.length,
    opens: slash === "",
  }));
  if (tags.length === 0) return blocks;
  let next = 0;
  return blocks.map((block) => {
    while ((tags[next]?.end ?? Infinity) <= block.span.start) next += 1;
    const tag = tags[next - 1];
    return tag?.opens === true && block.span.start - tag.end <= REACH ? { ...block, kind: "heading" } : block;
  });
}
