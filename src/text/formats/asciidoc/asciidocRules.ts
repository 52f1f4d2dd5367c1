import { decodeString } from "micromark-util-decode-string";
import { ADDRESS } from "../../markup/listAddresses";
import type { MarkupRule } from "../../markup/listMarkup";
import { CODE_WORD, LINK_WORD, MATH_WORD } from "../../markup/placeholders";

/** Most UTF-16 units inside marks. */
const MOST = 500;
const TEXT = `(?<text>\\S(?:[^]{0,${MOST}}?\\S)??)`;
const UNREAD_TEXT = `\\S(?:[^]{0,${MOST}}?\\S)??`;
/** The brackets of a macro. */
const BRACKETS = `\\[(?:[^\\]\\\\]|\\\\.){0,${MOST}}\\]`;
const TARGET = "[^\\s[\\]<>]{1,300}";
const LINK = `(?<![\\w\\\\])(?:(?:link|mailto|xref):|(?:https?|ftp|irc)://)${TARGET}`;
/** Follow the text of a link: "^" for a new window, and attributes. */
const ATTRIBUTES = `\\^?(?:,\\s?[\\w-]{1,30}=[^\\]]{0,${MOST}})?`;
/** Markup of whole words does not start behind these characters, nor end before those. */
const [BEFORE, BEHIND] = ["(?<![\\p{L}\\p{N}_;:}\\\\])", "(?![\\p{L}\\p{N}_])"];
const ROLES = "(?:\\[[^\\s[\\]]{1,60}\\])?";

/** Attributes that mean a character. Source: Asciidoctor, _Character Replacement Attributes_. */
const SIGNS: Readonly<Record<string, string>> = {
  amp: "&",
  apos: "'",
  asterisk: "*",
  backslash: "\\",
  backtick: "`",
  blank: "",
  caret: "^",
  cpp: "C++",
  empty: "",
  endsb: "]",
  gt: ">",
  ldquo: "“",
  lsquo: "‘",
  lt: "<",
  nbsp: " ",
  plus: "+",
  quot: '"',
  rdquo: "”",
  rsquo: "’",
  sp: " ",
  startsb: "[",
  tilde: "~",
  vbar: "|",
  "two-colons": "::",
  "two-semicolons": ";;",
};

/** Markup of AsciiDoc. Source: Asciidoctor, _Substitutions_. */
export const ASCIIDOC_RULES = listRules((read) => [
  { pattern: matching(`"\`${TEXT}\`"`), mark: '"', ...read },
  { pattern: matching(`'\`${TEXT}\`'`), mark: "'", ...read },
]);

/** Markup as it was until 2013. A document whose title takes two lines is still read so. */
export const OLD_ASCIIDOC_RULES = listRules((read) => [
  { pattern: matching(`\`\`${TEXT}''`), mark: '"', ...read },
  { pattern: matching(`(?<![\\p{L}\\p{N}_\`\\\\])\`(?!\`)${UNREAD_TEXT}\`(?![\\p{L}\\p{N}_\`])`), word: CODE_WORD },
  {
    pattern: matching(`(?<![\\p{L}\\p{N}\`])\`(?<text>[^\\s\`'](?:[^\`']{0,${MOST}}?[^\\s\`'])??)'${BEHIND}`),
    mark: "'",
    ...read,
  },
  { pattern: matching(`${ROLES}\\+\\+${UNREAD_TEXT}\\+\\+`), word: CODE_WORD },
  { pattern: matching(`${BEFORE}${ROLES}\\+${UNREAD_TEXT}\\+${BEHIND}`), word: CODE_WORD },
  { pattern: matching(`${BEFORE}${ROLES}'${TEXT}'${BEHIND}`), ...read },
]);

/** @param list - Makes the rules that come before the common ones; text inside their marks is read by all rules. */
function listRules(list: (read: Pick<MarkupRule, "inner">) => readonly MarkupRule[]): readonly MarkupRule[] {
  const rules: MarkupRule[] = [];
  const read = { inner: rules };
  rules.push(
    ...list(read),
    // A backslash makes text of the markup behind it.
    { pattern: /\\(?<text>[*_`'#+^~{<[]{1,2}|\||[-=]>|--|\.\.\.|[}(]|(?:https?|link|xref|mailto):)/dg },
    // A passthrough is text that would be markup; between three signs it is HTML.
    { pattern: matching(`\\+\\+\\+[^]{0,${MOST}}?\\+\\+\\+`) },
    { pattern: matching(`\\$\\$${TEXT}\\$\\$`) },
    { pattern: matching(`pass:[a-z,]{0,20}\\[(?<text>[^\\]]{1,${MOST}})\\]`) },
    { pattern: matching(`(?:stem|latexmath|asciimath):${BRACKETS}`), word: MATH_WORD },
    { pattern: matching(`\\s{0,9}footnote(?:ref)?:[\\w-]{0,60}${BRACKETS}`) },
    { pattern: matching(`\\(\\(\\([^()]{1,${MOST}}\\)\\)\\)`) },
    { pattern: matching(`\\(\\((?<text>[^()]{1,${MOST}})\\)\\)`), ...read },
    { pattern: matching(`\\[\\[\\[?[^\\s[\\]][^[\\]]{0,${MOST}}\\]\\]\\]?`) },
    { pattern: matching(`<<[^<>,]{1,${MOST}},\\s?(?<text>[^<>]{1,${MOST}}?)\\s?>>`), ...read },
    { pattern: matching(`<<[^<>\\s][^<>]{0,${MOST}}>>`), word: LINK_WORD },
    { pattern: matching(`<(?:https?|ftp|mailto):[^\\s<>]{1,300}>`), word: LINK_WORD },
    { pattern: matching(`${LINK}\\["(?<text>[^"]{1,${MOST}})"[^\\]]{0,${MOST}}\\]`), ...read },
    { pattern: matching(`${LINK}\\[(?<text>[^\\][]{1,${MOST}}?)${ATTRIBUTES}\\]`), ...read },
    { pattern: matching(`${LINK}\\[\\]`), word: LINK_WORD },
    { pattern: matching(`\\{[\\w-]{1,60}\\}(?:/${TARGET})?\\[(?<text>[^\\][]{1,${MOST}}?)${ATTRIBUTES}\\]`), ...read },
    { pattern: new RegExp(ADDRESS), word: LINK_WORD },
    { pattern: matching(`indexterm2:\\[(?<text>[^\\]]{1,${MOST}})\\]`), ...read },
    { pattern: matching(`(?:anchor|icon|image|indexterm):(?!:)(?:${TARGET})?${BRACKETS}`) },
    // Keys, buttons and menus that a sentence names, and the macros of extensions.
    { pattern: matching(`(?<![\\w\\\\])[a-z][\\w-]{1,30}:(?!:)(?:${TARGET})?${BRACKETS}`), word: CODE_WORD },
    // An attribute right behind a word is not a word: it is the number of a version, a sign, a footnote.
    { pattern: /(?<=\w)\{[a-z\d][\w-]{0,60}\}/gi, word: (name) => SIGNS[name.slice(1, -1).toLowerCase()] ?? "" },
    { pattern: /(?<!\\)\{[a-z\d][\w-]{0,60}\}/gi, word: (name) => SIGNS[name.slice(1, -1).toLowerCase()] ?? CODE_WORD },
    { pattern: /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,31});/gi, word: decodeString },
    { pattern: matching(`${ROLES}\`\`${UNREAD_TEXT}\`\``), word: CODE_WORD },
    { pattern: matching(`(?<![\\w;:"'\`}\\\\])${ROLES}\`${UNREAD_TEXT}\`(?![\\w"'\`])`), word: CODE_WORD },
    { pattern: matching(`${ROLES}\\+\\+${TEXT}\\+\\+`) },
    { pattern: matching(`${BEFORE}${ROLES}\\+${TEXT}\\+${BEHIND}`) },
    ...["\\*", "_", "#"].flatMap((sign) => [
      { pattern: matching(`${ROLES}${sign}${sign}${TEXT}${sign}${sign}`), ...read },
      { pattern: matching(`${BEFORE}${ROLES}${sign}${TEXT}${sign}${BEHIND}`), ...read },
    ]),
    { pattern: matching(`(?<!\\\\)\\^(?<text>[^\\s^]{1,60})\\^`), ...read },
    { pattern: matching(`(?<!\\\\)~(?<text>[^\\s~]{1,60})~`), ...read },
  );
  return rules;
}

function matching(source: string): RegExp {
  return new RegExp(source, "dgu");
}
