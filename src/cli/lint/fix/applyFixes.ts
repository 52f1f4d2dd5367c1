import type { ReplaceFix } from "../../../lint/fix";

/** @param fixes - In document order, without overlaps: as `dropOverlapping` gives them. */
export function applyFixes(text: string, fixes: readonly ReplaceFix[]): string {
  let [fixed, at] = ["", 0];
  for (const { span, text: inserted } of fixes) {
    fixed += text.slice(at, span.start) + inserted;
    at = span.end;
  }
  return fixed + text.slice(at);
}
