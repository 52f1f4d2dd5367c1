import { NextMatch } from "../../markup/nextMatch";
import { CODE_WORD } from "../../markup/placeholders";
import type { Replacement } from "../../markup/proseBuilder";

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
export function listTemplates(text: string): readonly Replacement[] {
  const templates: Replacement[] = [];
  const closings = new Map(Array.from(BRACKETS, ([open, { close }]) => [open, new NextMatch(close, text)] as const));
  const tags = new NextMatch(TAG, text);
  const opening = new RegExp(OPENING);
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const open = match[0].toLowerCase();
    const { findWord, isText } = BRACKETS.get(open) ?? {};
    const close = closings.get(open)?.from(opening.lastIndex);
    if (close === undefined) continue;
    if (isText && (tags.from(opening.lastIndex)?.index ?? text.length) < close.index) continue;
    const template = { start: match.index, end: close.index + close[0].length };
    const word = findWord?.(text.slice(template.start, template.end));
    if (word !== undefined) templates.push({ ...template, word });
    opening.lastIndex = template.end;
  }
  return templates;
}
