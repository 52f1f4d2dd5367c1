import { decodeString } from "micromark-util-decode-string";
import { ADDRESS } from "../../markup/listAddresses";
import type { MarkupRule } from "../../markup/listMarkup";
import { CODE_WORD, LINK_WORD, MATH_WORD } from "../../markup/placeholders";

/** UTF-16 units that stand in one piece of markup. */
const MOST = 500;
const TEXT = `(?<text>\\S(?:[^]{0,${MOST}}?\\S)??)`;
const UNREAD_TEXT = `\\S(?:[^]{0,${MOST}}?\\S)??`;
/** What a macro has in brackets. */
const BRACKETS = `\\[(?:[^\\]\\\\]|\\\\.){0,${MOST}}\\]`;
const TARGET = "[^\\s[\\]<>]{1,300}";
const LINK = `(?<![\\w\\\\])(?:(?:link|mailto|xref):|(?:https?|ftp|irc)://)${TARGET}`;
/** Behind a link's text: that it opens a window, and other attributes. */
const ATTRIBUTES = `\\^?(?:,\\s?[\\w-]{1,30}=[^\\]]{0,${MOST}})?`;
/** What markup at the ends of a word may not stand behind. */
const [BEFORE, BEHIND] = ["(?<![\\p{L}\\p{N}_;:}\\\\])", "(?![\\p{L}\\p{N}_])"];
const ROLES = "(?:\\[[^\\s[\\]]{1,60}\\])?";

/** Attributes that stand for signs. Source: Asciidoctor, _Character Replacement Attributes_. */
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

/** Of AsciiDoc. Source: Asciidoctor, _Substitutions_. */
export const ASCIIDOC_RULES = listRules((read) => [
  { pattern: find(`"\`${TEXT}\`"`), mark: '"', ...read },
  { pattern: find(`'\`${TEXT}\`'`), mark: "'", ...read },
]);

/** As it was written until 2013, which a title over two lines still stands for. */
export const OLD_ASCIIDOC_RULES = listRules((read) => [
  { pattern: find(`\`\`${TEXT}''`), mark: '"', ...read },
  { pattern: find(`(?<![\\p{L}\\p{N}_\`\\\\])\`(?!\`)${UNREAD_TEXT}\`(?![\\p{L}\\p{N}_\`])`), word: CODE_WORD },
  {
    pattern: find(`(?<![\\p{L}\\p{N}\`])\`(?<text>[^\\s\`'](?:[^\`']{0,${MOST}}?[^\\s\`'])??)'${BEHIND}`),
    mark: "'",
    ...read,
  },
  { pattern: find(`${ROLES}\\+\\+${UNREAD_TEXT}\\+\\+`), word: CODE_WORD },
  { pattern: find(`${BEFORE}${ROLES}\\+${UNREAD_TEXT}\\+${BEHIND}`), word: CODE_WORD },
  { pattern: find(`${BEFORE}${ROLES}'${TEXT}'${BEHIND}`), ...read },
]);

/** @param list - Of rules that come before the others; what they leave is read by all. */
function listRules(list: (read: Pick<MarkupRule, "inner">) => readonly MarkupRule[]): readonly MarkupRule[] {
  const rules: MarkupRule[] = [];
  const read = { inner: rules };
  rules.push(
    ...list(read),
    // Behind a backslash markup is text.
    { pattern: /\\(?<text>[*_`'#+^~{<[]{1,2}|[-=]>|--|\.\.\.|[}(]|(?:https?|link|xref|mailto):)/dg },
    // What is passed through is text that would be markup, or in three signs HTML.
    { pattern: find(`\\+\\+\\+[^]{0,${MOST}}?\\+\\+\\+`) },
    { pattern: find(`\\$\\$${TEXT}\\$\\$`) },
    { pattern: find(`pass:[a-z,]{0,20}\\[(?<text>[^\\]]{1,${MOST}})\\]`) },
    { pattern: find(`(?:stem|latexmath|asciimath):${BRACKETS}`), word: MATH_WORD },
    { pattern: find(`\\s{0,9}footnote(?:ref)?:[\\w-]{0,60}${BRACKETS}`) },
    { pattern: find(`\\(\\(\\([^()]{1,${MOST}}\\)\\)\\)`) },
    { pattern: find(`\\(\\((?<text>[^()]{1,${MOST}})\\)\\)`), ...read },
    { pattern: find(`\\[\\[\\[?[^\\s[\\]][^[\\]]{0,${MOST}}\\]\\]\\]?`) },
    { pattern: find(`<<[^<>,]{1,${MOST}},\\s?(?<text>[^<>]{1,${MOST}}?)\\s?>>`), ...read },
    { pattern: find(`<<[^<>\\s][^<>]{0,${MOST}}>>`), word: LINK_WORD },
    { pattern: find(`<(?:https?|ftp|mailto):[^\\s<>]{1,300}>`), word: LINK_WORD },
    { pattern: find(`${LINK}\\["(?<text>[^"]{1,${MOST}})"[^\\]]{0,${MOST}}\\]`), ...read },
    { pattern: find(`${LINK}\\[(?<text>[^\\][]{1,${MOST}}?)${ATTRIBUTES}\\]`), ...read },
    { pattern: find(`${LINK}\\[\\]`), word: LINK_WORD },
    { pattern: find(`\\{[\\w-]{1,60}\\}(?:/${TARGET})?\\[(?<text>[^\\][]{1,${MOST}}?)${ATTRIBUTES}\\]`), ...read },
    { pattern: new RegExp(ADDRESS), word: LINK_WORD },
    { pattern: find(`indexterm2:\\[(?<text>[^\\]]{1,${MOST}})\\]`), ...read },
    { pattern: find(`(?:anchor|icon|image|indexterm):(?!:)(?:${TARGET})?${BRACKETS}`) },
    // The keys, buttons and menus that a sentence names, and what extensions know.
    { pattern: find(`(?<![\\w\\\\])[a-z][\\w-]{1,30}:(?!:)(?:${TARGET})?${BRACKETS}`), word: CODE_WORD },
    // What goes on right behind a word is no word itself: a version's number, a mark, a footnote.
    { pattern: /(?<=\w)\{[a-z\d][\w-]{0,60}\}/gi, word: (name) => SIGNS[name.slice(1, -1).toLowerCase()] ?? "" },
    { pattern: /(?<!\\)\{[a-z\d][\w-]{0,60}\}/gi, word: (name) => SIGNS[name.slice(1, -1).toLowerCase()] ?? CODE_WORD },
    { pattern: /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,31});/gi, word: decodeString },
    { pattern: find(`${ROLES}\`\`${UNREAD_TEXT}\`\``), word: CODE_WORD },
    { pattern: find(`(?<![\\w;:"'\`}\\\\])${ROLES}\`${UNREAD_TEXT}\`(?![\\w"'\`])`), word: CODE_WORD },
    { pattern: find(`${ROLES}\\+\\+${TEXT}\\+\\+`) },
    { pattern: find(`${BEFORE}${ROLES}\\+${TEXT}\\+${BEHIND}`) },
    ...["\\*", "_", "#"].flatMap((sign) => [
      { pattern: find(`${ROLES}${sign}${sign}${TEXT}${sign}${sign}`), ...read },
      { pattern: find(`${BEFORE}${ROLES}${sign}${TEXT}${sign}${BEHIND}`), ...read },
    ]),
    { pattern: find(`(?<!\\\\)\\^(?<text>[^\\s^]{1,60})\\^`), ...read },
    { pattern: find(`(?<!\\\\)~(?<text>[^\\s~]{1,60})~`), ...read },
  );
  return rules;
}

function find(source: string): RegExp {
  return new RegExp(source, "dgu");
}
