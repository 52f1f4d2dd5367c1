import * as l10n from "@vscode/l10n";
import type { Finding } from "./finding";
import type { Fix, ReplaceFix } from "./fix";

/**
 * The first sure fix of each finding that has one, in document order. Of two that overlap, the later one is left out: it
 * was made for a text that the other one changes.
 */
export function listSureFixes(findings: readonly Pick<Finding, "fixes">[]): readonly ReplaceFix[] {
  return dropOverlapping(findings.flatMap(({ fixes }) => fixes.find(isSure) ?? []));
}

/** What a menu calls all of them together. */
export const SURE_FIXES = l10n.t("Apply the fixes that Cloze is sure of");

/** These fixes in document order, without those that overlap one before them. */
export function dropOverlapping(fixes: readonly ReplaceFix[]): readonly ReplaceFix[] {
  const kept: ReplaceFix[] = [];
  for (const fix of [...fixes].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    if (fix.span.start >= (kept.at(-1)?.span.end ?? 0)) kept.push(fix);
  }
  return kept;
}

function isSure(fix: Fix): fix is ReplaceFix {
  return fix.kind === "replace" && fix.isSure === true;
}
