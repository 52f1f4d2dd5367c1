import type { Finding } from "./finding";
import type { Fix } from "./fix";

export type ReplaceFix = Extract<Fix, { readonly kind: "replace" }>;

/**
 * The first preferred fix of each finding that has one, in document order. Of two that overlap, the later one is left
 * out: it was made for a text that the other one changes.
 */
export function listPreferredFixes(findings: readonly Pick<Finding, "fixes">[]): readonly ReplaceFix[] {
  const all = findings.flatMap(({ fixes }) => fixes.find(isPreferred) ?? []);
  const kept: ReplaceFix[] = [];
  for (const fix of all.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    if (fix.span.start >= (kept.at(-1)?.span.end ?? 0)) kept.push(fix);
  }
  return kept;
}

function isPreferred(fix: Fix): fix is ReplaceFix {
  return fix.kind === "replace" && fix.isPreferred === true;
}
