import type { Tag } from "./tagRequest";

/**
 * The tags of a text that was read in windows: of those that overlap, the longer one, or of two of a length the surer one.
 *
 * Source: huggingface/transformers v5.24.0, pipelines/token_classification.py, `aggregate_overlapping_entities`.
 */
export function mergeWindows(windows: readonly (readonly Tag[])[]): readonly Tag[] {
  if (windows.length === 1) return windows[0] ?? [];
  const [first, ...others] = windows.flat().sort((a, b) => a.span.start - b.span.start);
  if (first === undefined) return [];
  const merged: Tag[] = [];
  let open = first;
  for (const tag of others) {
    if (tag.span.start >= open.span.end) {
      merged.push(open);
      open = tag;
    } else if (isBetter(tag, open)) open = tag;
  }
  return [...merged, open];
}

function isBetter(tag: Tag, other: Tag): boolean {
  const longer = tag.span.end - tag.span.start - (other.span.end - other.span.start);
  return longer > 0 || (longer === 0 && tag.probability > other.probability);
}
