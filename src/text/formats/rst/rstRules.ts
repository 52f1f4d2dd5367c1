import { ADDRESS } from "../../markup/listAddresses";
import type { MarkupRule } from "../../markup/listMarkup";
import { CODE_WORD, LINK_WORD, MATH_WORD } from "../../markup/placeholders";

/**
 * What may stand before markup and behind it.
 * Source: docutils, reStructuredText Markup Specification, _Inline markup recognition rules_.
 */
const BEFORE = String.raw`(?<=^|[\s'"([{<\-/:‘“’«¡¿‐‑–—])`;
const BEHIND = String.raw`(?=$|[\s'")\]}>\-/\\:.,;!?’”»‐‑–—])`;
/** UTF-16 units that stand in one piece of markup. */
const MOST = 500;
/** What stands between backquotes, spaces at its ends excepted. */
const QUOTED = `(?:[^\\s\`\\\\]|\\\\.)(?:[^\`\\\\]|\\\\.){0,${MOST}}?(?<!\\s)`;
/** Of a title that is followed by what it points to. */
const TITLE = `(?<text>(?:[^\\s\`\\\\<]|\\\\.)(?:[^\`\\\\<]|\\\\.){0,${MOST}}?)[ ]*<[^<>\`]{1,${MOST}}>`;
/** Roles whose text is for readers; that of others is a name in some program. */
const READ_ROLES =
  "abbr|abbreviation|acronym|command|dfn|emphasis|guilabel|index|literal-strong|strong|sub|subscript|sup|superscript|term|title|title-reference|t";
/** Roles that give the title of what they name. */
const POINTING_ROLES = "any|cite|doc|download|external|keyword|numref|option|ref";
const ROLE = "[^\\W_][\\w.+:-]*";

/** Of a footnote or a citation, with the space before it. */
const FOOTNOTE_REFERENCE = new RegExp(`\\s{0,9}${BEFORE}\\[(?:\\d+|#[\\w.-]*|\\*|[a-zA-Z][\\w.-]*)\\]_(?!\\w)`, "g");
/** Of what is a text and nothing else: an escaped character is one, an escaped space is none. */
const PLAIN: readonly MarkupRule[] = [
  { pattern: /\\\s/g },
  { pattern: /\\(?<text>\S)/dg },
  { pattern: new RegExp(ADDRESS), word: LINK_WORD },
];

/** Of reStructuredText, in which markup holds no markup. */
export const RST_RULES: readonly MarkupRule[] = [
  ...PLAIN,
  { pattern: mark(`\`\`(?!\\s)[^]{1,${MOST}}?(?<!\\s)\`\``), word: CODE_WORD },
  { pattern: role(ROLE, TITLE), inner: PLAIN },
  { pattern: role(READ_ROLES, `(?<text>${QUOTED})`), inner: PLAIN },
  { pattern: role("math", QUOTED), word: MATH_WORD },
  { pattern: role(POINTING_ROLES, QUOTED), word: LINK_WORD },
  { pattern: role(ROLE, QUOTED), word: CODE_WORD },
  { pattern: mark(`\`${QUOTED}\`:${ROLE}:`), word: CODE_WORD },
  { pattern: mark(`\`${TITLE}\`__?`), inner: PLAIN },
  { pattern: mark(`\`<[^<>\`]{1,${MOST}}>\`__?`), word: LINK_WORD },
  { pattern: mark(`_?\`(?<text>${QUOTED})\`__?`), inner: PLAIN },
  { pattern: mark(`_\`(?<text>${QUOTED})\``), inner: PLAIN },
  // Without a role it is whatever the project has chosen: most often a name.
  { pattern: mark(`\`(?=[^\`]*\\s)(?<text>${QUOTED})\``), inner: PLAIN },
  { pattern: mark(`\`${QUOTED}\``), word: CODE_WORD },
  { pattern: mark(`\\*\\*(?<text>[^\\s*](?:[^]{0,${MOST}}?[^\\s\\\\])??)\\*\\*`), inner: PLAIN },
  { pattern: mark(`\\*(?<text>[^\\s*](?:[^]{0,${MOST}}?[^\\s\\\\])??)\\*`), inner: PLAIN },
  { pattern: mark(`\\|[^\\s|](?:[^|]{0,${MOST}}[^\\s|])?\\|_{0,2}`), word: CODE_WORD },
  { pattern: FOOTNOTE_REFERENCE },
  { pattern: mark(`(?<text>[\\p{L}\\d]{1,100}(?:[-_.+:][\\p{L}\\d]{1,100}){0,9})__?`) },
];

function mark(source: string): RegExp {
  return new RegExp(`${BEFORE}${source}${BEHIND}`, "dgu");
}

/** What has a role may stand right behind other markup. */
function role(name: string, source: string): RegExp {
  return new RegExp(`(?:${BEFORE}|(?<=[*\`])):(?:${name}):\`${source}\`${BEHIND}`, "dgu");
}
