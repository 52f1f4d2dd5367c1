import { CODE_WORD } from "../placeholders";
import type { Replacement } from "../proseBuilder";
import type { Span } from "../span";

/** What stands for a template, or is passed over so that nothing in it is taken for one. */
interface Bracket {
  readonly close: RegExp;
  /** Of what is read there; `undefined` if it is no template. */
  readonly findWord?: (template: string) => string;
  /** Markup inside shows that braces are none of a template: they may stand in any text. */
  readonly isText?: true;
}

const OPENING = /\{\{\{?|\{%|\{#|<%|<\?|<!--|<script\b|<style\b/giu;
const TAG = /<[a-z/!?%]/giu;
/** Of Mustache, Handlebars, Angular, Go: what decides, repeats or remarks, and writes nothing itself. */
const MUSTACHE_STATEMENT = /^\{\{[-~]?\s*(?:[#/^!>]|(?:block|define|else|end|if|range|template|with)\b)/u;

const BRACKETS = new Map<string, Bracket>([
  ["{{", { close: /\}\}/gu, findWord: (text) => (MUSTACHE_STATEMENT.test(text) ? "" : CODE_WORD), isText: true }],
  ["{{{", { close: /\}\}\}/gu, findWord: () => CODE_WORD, isText: true }],
  ["{%", { close: /%\}/gu, findWord: () => "", isText: true }],
  ["{#", { close: /#\}/gu, findWord: () => "", isText: true }],
  ["<%", { close: /%>/gu, findWord: (text) => (/^<%[-=]/u.test(text) ? CODE_WORD : "") }],
  ["<?", { close: /\?>/gu, findWord: (text) => (text.startsWith("<?=") ? CODE_WORD : "") }],
  ["<!--", { close: /-->/gu }],
  ["<script", { close: /<\/script/giu }],
  ["<style", { close: /<\/style/giu }],
]);

/**
 * Templates in a document of another language, ascending and apart, each with the word for it: `{{ name }}` and
 * `<%= name %>` write a value and are read as code, `{% if %}` and `<?php ?>` are nothing.
 */
export function findTemplates(text: string): readonly Replacement[] {
  const templates: Replacement[] = [];
  const findNext = createNextFinder(text);
  const opening = new RegExp(OPENING);
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const bracket = BRACKETS.get(match[0].toLowerCase());
    const close = bracket && findNext(bracket.close, opening.lastIndex);
    if (close === undefined) continue;
    if (bracket?.isText && (findNext(TAG, opening.lastIndex)?.start ?? text.length) < close.start) continue;
    const template = { start: match.index, end: close.end };
    const word = bracket?.findWord?.(text.slice(template.start, template.end));
    if (word !== undefined) templates.push({ ...template, word });
    opening.lastIndex = close.end;
  }
  return templates;
}

/**
 * What matches next, asked for ever later places: a match holds until it is passed, so that a text of opening brackets
 * only is not read to its end for each.
 */
function createNextFinder(text: string): (pattern: RegExp, from: number) => Span | undefined {
  const found = new Map<RegExp, Span | undefined>();
  return (pattern, from) => {
    const known = found.get(pattern);
    if (known === undefined ? found.has(pattern) : known.start >= from) return known;
    pattern.lastIndex = from;
    const match = pattern.exec(text);
    const span = match === null ? undefined : { start: match.index, end: pattern.lastIndex };
    found.set(pattern, span);
    return span;
  };
}
