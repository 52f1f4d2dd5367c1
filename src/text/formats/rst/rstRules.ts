import { ADDRESS } from "../../markup/listAddresses";
import type { MarkupRule } from "../../markup/listMarkup";
import { CODE_WORD, LINK_WORD, MATH_WORD } from "../../markup/placeholders";

/**
 * Characters that may stand before markup and behind it.
 * Source: docutils, reStructuredText Markup Specification, _Inline markup recognition rules_.
 */
const BEFORE = String.raw`(?<=^|[\s'"([{<\-/:‘“’«¡¿‐‑–—])`;
const BEHIND = String.raw`(?=$|[\s'")\]}>\-/\\:.,;!?’”»‐‑–—])`;
/** Most UTF-16 units inside marks. */
const MOST = 500;
/** Text between backquotes, without spaces at its ends. */
const QUOTED = `(?:[^\\s\`\\\\]|\\\\.)(?:[^\`\\\\]|\\\\.){0,${MOST}}?(?<!\\s)`;
/** A title and its target. */
const TITLE = `(?<text>(?:[^\\s\`\\\\<]|\\\\.)(?:[^\`\\\\<]|\\\\.){0,${MOST}}?)[ ]*<[^<>\`]{1,${MOST}}>`;
/** Roles whose text is for readers; the text of others is a name in some program. */
const READ_ROLES =
  "abbr|abbreviation|acronym|command|dfn|emphasis|guilabel|index|literal-strong|strong|sub|subscript|sup|superscript|term|title|title-reference|t";
/** Roles that are shown as the title of their target. */
const POINTING_ROLES = "any|cite|doc|download|external|keyword|numref|option|ref";
/** Bounded: in `image::image::…` every colon may begin a role. */
const ROLE = "[^\\W_][\\w.+:-]{0,99}";

/** A reference to a footnote or a citation, with the space before it. */
const FOOTNOTE_REFERENCE = new RegExp(`\\s{0,9}${BEFORE}\\[(?:\\d+|#[\\w.-]*|\\*|[a-zA-Z][\\w.-]*)\\]_(?!\\w)`, "g");
/** Rules inside markup: an escaped character is text, an escaped space is nothing. */
const PLAIN: readonly MarkupRule[] = [
  { pattern: /\\\s/g },
  { pattern: /\\(?<text>\S)/dg },
  { pattern: new RegExp(ADDRESS), word: LINK_WORD },
];

/** Markup of reStructuredText, which does not nest. */
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
  // Without a role, its meaning is the project's choice: most often a name.
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

/** Text with a role may stand right behind other markup. */
function role(name: string, source: string): RegExp {
  return new RegExp(`(?:${BEFORE}|(?<=[*\`])):(?:${name}):\`${source}\`${BEHIND}`, "dgu");
}
