import { NextMatch } from "../../markup/nextMatch";
import { LINK_WORD, MATH_WORD } from "../../markup/placeholders";
import type { Replacement } from "../../markup/proseBuilder";
import { TEMPLATE_VALUE } from "../markdown/maskTemplates";
import type { CodeLanguage } from "./codeLanguages";
import { nestsComments } from "./codeLanguages";
import { findBracketEnd } from "./findBracketEnd";

/** Markup within the text of documentation comments that is not Markdown. */
interface InlineRule {
  /** Sticky in use. A group "text" is prose that remains. */
  readonly pattern: RegExp;
  /** Reads what the pattern opens; default: all that it matched goes, but for its group "text". */
  readonly read?: (rest: string, found: RegExpExecArray) => Inline | undefined;
  /** What stands in its place if no text remains; default: code. */
  readonly word?: string;
}

interface Inline {
  readonly length: number;
  /** The range that remains. */
  readonly kept?: readonly [number, number];
  readonly word?: string;
}

/** Markdown's reader makes of it the word for code. Backticks would pair with those of the text. */
const CODE = TEMPLATE_VALUE;
/** Nothing within a line of text is longer. */
const LONGEST = 1000;

/** Tags in braces whose text is prose. */
const PROSE_TAGS = new Set(["return", "summary", "index", "deprecated", "note", "tip", "warning"]);
const LINK_TAGS = new Set(["link", "linkplain", "linkcode", "see", "tutorial"]);
/** They say something to a tool and are no word of a sentence. */
const SILENT_TAGS = new Set([
  "template",
  "endtemplate",
  "macro",
  "tool",
  "end-tool",
  "label",
  "inject-html",
  "end-inject-html",
  "youtube",
  "animation",
  "category",
  "subcategory",
  "canonicalfor",
  "nodoc",
]);

function readBraces(rest: string, found: RegExpExecArray): Inline | undefined {
  const end = findBracketEnd(rest, 0);
  if (end === undefined) return undefined;
  const name = (found[1] ?? "").toLowerCase();
  const word = SILENT_TAGS.has(name) ? "" : CODE;
  const start = found[0].length;
  if (PROSE_TAGS.has(name)) return { length: end, kept: [start, end - 1] };
  if (!LINK_TAGS.has(name)) return { length: end, word };
  // `{@link Target#method(int, int) the label}` and `{@link Target | the label}`.
  const target = /^\s*(?:[^\s|(]|\([^()]*\))+\s*\|?\s*/.exec(rest.slice(start, end - 1))?.[0].length ?? 0;
  return start + target < end - 1 ? { length: end, kept: [start + target, end - 1] } : { length: end, word };
}

/** HTML whose content is code, up to its end. */
function readElement(rest: string, found: RegExpExecArray): Inline | undefined {
  const closing = new RegExp(`</${found[1] ?? ""}\\s*>`, "i").exec(rest);
  return closing === null
    ? undefined
    : { length: closing.index + closing[0].length, word: /^pre$/i.test(found[1] ?? "") ? "\n\n" : CODE };
}

const ALWAYS: readonly InlineRule[] = [
  { pattern: /(?<![\w:]):[a-z][\w:.+-]*:`[^`]{1,300}`/i },
  // Code is as Markdown says; nothing in it is markup.
  {
    pattern: /(`{1,3})(?!`)[^`\n]{1,400}(?:\n[^`\n]{1,400})?\1(?![`_])/,
    read: (_, { 0: code }) => ({ length: code.length, kept: [0, 0], word: code }),
  },
  { pattern: /\[(?<text>[^\][\n]{1,200})\]\{@(?:link|tutorial)[^{}]{1,300}\}/d },
  { pattern: /\{@([\w-]+)\s*/, read: readBraces },
  { pattern: /<(code|tt|c|kbd|samp|pre)\b[^<>]{0,200}>/i, read: readElement },
  { pattern: /<!\[CDATA\[[^\]]{0,500}\]\]>/ },
  { pattern: /<(?:see|paramref|typeparamref)\b[^<>]{1,300}\/>/ },
  {
    pattern:
      /<\/?(?:p|para|li|ul|ol|dl|dt|dd|h[1-6]|div|tr|td|th|table|hr|blockquote|item|description|remarks)\b[^<>]{0,200}>/i,
    word: "\n\n",
  },
  { pattern: /<(?:inheritdoc|include|seealso)\b[^<>]{0,300}\/>/, word: "" },
];
const DOXYGEN: readonly InlineRule[] = [
  { pattern: /[@\\](code|verbatim|dot|msc)\b[^]{0,500}?[@\\]end\1\b/ },
  { pattern: /[@\\]f\$[^$]{0,500}?[@\\]f\$|[@\\]f\([^)]{0,500}[@\\]f\)/, word: MATH_WORD },
  { pattern: /(?<![\w@\\])[@\\](?:c|p|cpp)\s+(?:[^\s.,;:!?)]|[.,;:!?)](?!\s|$))+/ },
  { pattern: /(?<![\w@\\])[@\\](?:a|e|em|b)\s+(?=\S)/, word: "" },
  { pattern: /(?<![\w@\\])[@\\]ref\s+[^\s"]+\s+"(?<text>[^"]{1,200})"/d },
  { pattern: /(?<![\w@\\])[@\\](?:ref|copybrief|copydoc|copydetails|subpage)\s+(?:[^\s.,;:!?)]|[.,;:!?)](?!\s|$))+/ },
  { pattern: /(?<![\w@\\])[@\\]link\s+\S+\s+(?<text>[^@\\\s]+(?:\s+[^@\\\s]+)*)\s*[@\\]endlink/d },
  { pattern: /(?<![\w@\\])[@\\](?:anchor|cite|emoji|image\s+\w+)\s+\S+/, word: "" },
  {
    pattern:
      /(?<![\w@\\])\\(?:n|else|endif|endcond|endparblock|parblock|internal|endinternal|noop|lineinfo|li|arg)(?!\w)/,
    word: "",
  },
  { pattern: /(?<=^|\n)[ \t]*@[{}](?=\s|$)/, word: "" },
];
const RD_TEXT = new Set(
  "emph strong bold italic dQuote sQuote item itemize enumerate describe describe section subsection title cr dfn cite acronym abbr".split(
    " ",
  ),
);
const RD_MATH = new Set(["eqn", "deqn"]);
const RD: readonly InlineRule[] = [
  {
    pattern: /\\([a-zA-Z]+)(?:\[[^\]]{0,100}\])?\{/,
    read: (rest, { 0: opening, 1: name = "" }) => {
      const end = findBracketEnd(rest, opening.length - 1);
      if (end === undefined) return RD_TEXT.has(name) ? { length: opening.length, word: "" } : undefined;
      if (RD_TEXT.has(name)) return { length: end, kept: [opening.length, end - 1] };
      if (name === "href" && rest.charAt(end) === "{") {
        const label = findBracketEnd(rest, end);
        if (label !== undefined) return { length: label, kept: [end + 1, label - 1] };
      }
      return {
        length: end,
        word: RD_MATH.has(name) ? MATH_WORD : name === "url" || name === "email" ? LINK_WORD : CODE,
      };
    },
  },
  { pattern: /\\(?:item|cr|dots|ldots|tab|R)\b/, word: "" },
];
const RST: readonly InlineRule[] = [
  { pattern: /(?<![\w`])`(?<text>[^`<\n]{1,200}?)\s*<[^<>`]{1,300}>`__?/d },
  { pattern: /(?<![\w`])`(?<text>[^`<\n]{1,200})`__?(?!\w)/d },
  { pattern: /\s?\[(?:\d+|#\w*|\*|[A-Z][\w.-]*\d)\]_(?!\w)/, word: "" },
];
const BY_LANGUAGE: Partial<Record<CodeLanguage, readonly InlineRule[]>> = {
  c: DOXYGEN,
  cpp: DOXYGEN,
  csharp: DOXYGEN,
  "objective-c": DOXYGEN,
  "objective-cpp": DOXYGEN,
  java: DOXYGEN,
  php: DOXYGEN,
  r: RD,
  python: RST,
  haskell: [{ pattern: /(?<![\w\\@])@[^@\s](?:[^@\n]{0,200}[^@\s])?@(?!\w)/ }],
  scala: [{ pattern: /\[\[[^\][\s]{1,200}\s+(?<text>[^\][]{1,200})\]\]/d }, { pattern: /\[\[[^\][\s]{1,200}\]\]/ }],
  ruby: [
    { pattern: /\{(?:[A-Z#]|file:)[^\s{}]{0,200}\s+(?<text>[^{}]{1,200})\}/d },
    { pattern: /\{(?:[A-Z]\w*(?:::|\.|#)|#|file:)[^\s{}]{1,200}\}/ },
    { pattern: /(?<![\w+])\+[\w:#.@=?!<>]{1,100}\+(?![\w+])/ },
  ],
};

/** What to replace in the text of documentation comments so that Markdown can read it; ascending. */
export function listInlineMarkup(text: string, language: CodeLanguage): readonly Replacement[] {
  const own = BY_LANGUAGE[language] ?? [];
  const marks: readonly InlineRule[] = nestsComments(language)
    ? [{ pattern: selectNestedMarks(language), word: "" }]
    : [];
  return [...listIn(text, [...own, ...ALWAYS, ...marks].map(compile), 0)];
}

/** The marks of a comment within a comment. */
function selectNestedMarks(language: CodeLanguage): RegExp {
  if (language === "haskell") return /(?<=^|\s)\{-|-\}(?=\s|$)/;
  return language === "julia" ? /(?<=^|\s)#=|=#(?=\s|$)/ : /(?<=^|\s)\/\*+|(?<!\*)\*+\/(?=\s|$)/;
}

type CompiledRule = InlineRule & { readonly search: RegExp };

const COMPILED = new WeakMap<InlineRule, CompiledRule>();

function compile(rule: InlineRule): CompiledRule {
  const known = COMPILED.get(rule);
  if (known !== undefined) return known;
  const compiled = { ...rule, search: new RegExp(rule.pattern.source, `${rule.pattern.flags}g`) };
  COMPILED.set(rule, compiled);
  return compiled;
}

function* listIn(text: string, rules: readonly CompiledRule[], shift: number): Generator<Replacement> {
  const searches = rules.map((rule) => ({ rule, next: new NextMatch(rule.search, text) }));
  for (let at = 0, first = findFirst(searches, at); first !== undefined; first = findFirst(searches, at)) {
    const { rule, found } = first;
    const start = found.index;
    const inline =
      rule.read?.(cutParagraph(text, start), found) ?? (rule.read ? undefined : readMatch(found, rule.word));
    at = start + (inline?.length ?? found[0].length);
    if (inline === undefined || inline.word === found[0]) continue;
    const { kept, word = "" } = inline;
    if (kept === undefined) yield { start: shift + start, end: shift + at, word };
    else {
      const [from, to] = [start + kept[0], start + kept[1]];
      yield { start: shift + start, end: shift + from, word };
      yield* listIn(text.slice(from, to), rules, shift + from);
      yield { start: shift + to, end: shift + at, word };
    }
  }
}

interface Search {
  readonly rule: CompiledRule;
  readonly next: NextMatch;
}

function findFirst(
  searches: readonly Search[],
  at: number,
): { rule: CompiledRule; found: RegExpExecArray } | undefined {
  let first: { rule: CompiledRule; found: RegExpExecArray } | undefined;
  for (const { rule, next } of searches) {
    const found = next.from(at);
    if (found !== undefined && found.index < (first?.found.index ?? Infinity)) first = { rule, found };
  }
  return first;
}

function readMatch(found: RegExpExecArray, word = CODE): Inline {
  const kept = found.indices?.groups?.["text"];
  if (kept === undefined) return { length: found[0].length, word };
  return { length: found[0].length, kept: [kept[0] - found.index, kept[1] - found.index] };
}

/** From a place to the next blank line: no markup goes on behind it. */
function cutParagraph(text: string, start: number): string {
  const rest = text.slice(start, start + LONGEST);
  const end = /\n[ \t]*\n/.exec(rest);
  return end === null ? rest : rest.slice(0, end.index);
}
