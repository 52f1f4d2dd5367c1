const TRAILER = /^(?<token>[A-Za-z][A-Za-z\d-]{0,40})[ \t]*:(?:[ \t]+(?<value>\S.*))?$/;
/** Trailers that name a person. Whatever follows is not a sentence. */
const PERSON =
  /^(?:cc|(?:signed-off|co-authored|co-developed|authored|committed|reviewed|acked|tested|reported|suggested|helped|requested|approved|merged|mentored|noticed|improved|reported-and-tested)-by)$/i;
/** Tokens of one word that are trailers if their value is not prose. A token with a hyphen may be any trailer. */
const TOKENS =
  /^(?:bugs?|close[sd]?|fix(?:e[sd])?|issues?|jira|links?|pr|refs?|references|related|resolve[sd]?|see|test|ticket|topic|url)$/i;
/** Two words in a row that are not names: "it fails". */
const PROSE = /(?:^|\s)\p{Ll}+ \p{Ll}+/u;
/** A title of another commit: `Fixes: 1234abcd ("reader: close the file")`. */
const TITLE = /\("[^"]*"\)|\([^()]*\)/g;
const ISSUE = String.raw`(?:[\w./-]{0,80}#\d{1,9}|[A-Z][A-Z\d]{0,20}-\d{1,9})`;
/** "Closes #12, #13": the form without a colon, as GitHub and Conventional Commits have it. */
const CLOSING = new RegExp(
  String.raw`^(?:close[sd]?|fix(?:e[sd])?|issues?|refs?|related to|resolve[sd]?|see)[ \t]+${ISSUE}(?:(?:,| and|, and)? ${ISSUE})*\.?$`,
  "i",
);
const CHERRY_PICK = /^\(cherry picked from commit [\da-f]{7,64}\)$/;

/**
 * Whether a line of a commit message is a trailer: a person, an issue or another commit, for programs. A line such as
 * "Note: it fails" is prose, although Git would take it for a trailer.
 */
export function isTrailer(line: string): boolean {
  const text = line.trimEnd();
  if (CHERRY_PICK.test(text) || CLOSING.test(text)) return true;
  const { token, value = "" } = TRAILER.exec(text)?.groups ?? {};
  if (token === undefined) return false;
  if (PERSON.test(token)) return true;
  if (!TOKENS.test(token) && !token.includes("-")) return false;
  return value !== "" && !PROSE.test(value.replace(TITLE, ""));
}
