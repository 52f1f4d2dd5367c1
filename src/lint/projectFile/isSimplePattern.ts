import * as l10n from "@vscode/l10n";

/** What {@link isSimplePattern} asks for, in a sentence about a pattern that is not. */
export const SIMPLE_PATTERN = l10n.t(
  'a pattern of at most 200 characters, with at most two "*" between slashes, no slash in braces and no group such as "+(a)"',
);

const MOST_LENGTH = 200;
const MOST_STARS = 2;

/**
 * Whether each part of a glob pattern is matched in a time that grows little with a name. It becomes a regular expression:
 * each star multiplies the time by the length of the name, and a group that is repeated doubles it with every character.
 */
export function isSimplePattern(pattern: string): boolean {
  // eslint-disable-next-line regexp/no-super-linear-move -- a pattern has MOST_LENGTH characters at most
  if (pattern.length > MOST_LENGTH || /[+*@?!]\(|\{[^}]*\/|\[[^\]]*\//.test(pattern)) return false;
  return pattern.split("/").every((part) => part === "**" || (part.match(/\*/g)?.length ?? 0) <= MOST_STARS);
}
