/** What the id of a rule begins with that settings make, by the name of a label. */
export const LABEL_PREFIX = "label/";
/** What the id of a rule begins with that comes from a file. */
export const OWN_PREFIX = "own/";
/** Stands for all rules that come from files or settings, where a comment turns every rule off. */
export const ALL_OWN = `${OWN_PREFIX}*`;
/** Before the id of such a rule: it is on again, though the others are off. */
const AGAIN = "+";
/** What the id of a rule looks like that comes from a file or from settings. */
export const OWN_ID = /^(?:own|label)\/[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

/** True for what the id of such a rule looks like. Whether there is one, the reader of comments does not know. */
export function isOwnId(id: string): boolean {
  return OWN_ID.test(id);
}

/** True if a rule is among those that comments turn off. @param muted - As `readMuting` gives them. */
export function isMutedRule(muted: readonly string[], id: string): boolean {
  if (muted.length === 0) return false;
  return muted.includes(id) || (isOwnId(id) && muted.includes(ALL_OWN) && !muted.includes(AGAIN + id));
}

/** What is off once these rules are too. */
export function muteRules(off: readonly string[], rules: readonly string[]): readonly string[] {
  const isAgain = (id: string) => id.startsWith(AGAIN) && (rules.includes(ALL_OWN) || rules.includes(id.slice(1)));
  const kept = off.some(isAgain) ? off.filter((id) => !isAgain(id)) : off;
  // One of the two if that is the union, so that most sentences share one list.
  if (rules.every((id) => kept.includes(id))) return kept;
  return kept.length === 0 ? rules : [...new Set([...kept, ...rules])];
}

/** What is off once these rules are on again. */
export function unmuteRules(off: readonly string[], rules: readonly string[]): readonly string[] {
  const isAll = rules.includes(ALL_OWN);
  const kept = off.filter((id) => !rules.includes(id) && !(isAll && (isOwnId(id) || id.startsWith(AGAIN))));
  if (!kept.includes(ALL_OWN)) return kept;
  return [...new Set([...kept, ...rules.filter(isOwnId).map((id) => AGAIN + id)])];
}
