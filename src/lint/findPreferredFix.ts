import type { Fix, ReplaceFix } from "./fix";

/** The fix that most would choose. */
export function findPreferredFix(fixes: readonly Fix[]): ReplaceFix | undefined {
  return fixes.find((fix): fix is ReplaceFix => fix.kind === "replace" && fix.isPreferred === true);
}
