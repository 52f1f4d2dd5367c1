import type { ReplaceFix } from "../../../lint/fix";
import { dropOverlapping } from "../../../lint/listSureFixes";
import type { Format } from "../../../text/formats/format";
import type { PlacedFinding } from "../placeFindings";

export interface SelectedFixes {
  /** In document order, without overlaps. */
  readonly fixes: readonly ReplaceFix[];
  /** Those that the fixes do not mend. */
  readonly left: readonly PlacedFinding[];
}

/** The changes of a file that rules are sure of. In the JSON of a notebook none touches what JSON writes in its own way. */
export function selectFixes(
  findings: readonly PlacedFinding[],
  { text, format }: { readonly text: string; readonly format: Format },
): SelectedFixes {
  const isSafe = ({ span, text: inserted }: ReplaceFix) =>
    format !== "notebook" || !/["\\\r\n]/.test(text.slice(span.start, span.end) + inserted);
  const fixes = dropOverlapping(findings.flatMap(({ sure }) => (sure !== undefined && isSafe(sure) ? [sure] : [])));
  const applied = new Set(fixes);
  return { fixes, left: findings.filter(({ sure }) => sure === undefined || !applied.has(sure)) };
}
