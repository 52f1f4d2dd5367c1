import { NextMatch } from "../../markup/nextMatch";
import { CODE_WORD } from "../../markup/placeholders";
import type { Replacement } from "../../markup/proseBuilder";

/** The end of a template, or of an element in which nothing is a template. */
interface Bracket {
  readonly close: RegExp;
  /** The word that replaces a template; absent if this is not one. */
  readonly selectWord?: (template: string) => string;
  /** Braces may stand in any text: with markup between them they are not a template. */
  readonly isText?: true;
}

const OPENING = /\{\{\{?|\{%|\{#|<%|<\?|<!--|<script\b|<style\b/giu;
const TAG = /<[a-z/!?%]/giu;
/** Conditions, loops and comments of Mustache, Handlebars, Angular and Go, which write nothing. */
const MUSTACHE_STATEMENT = /^\{\{[-~]?\s*(?:[#/^!>]|(?:block|define|else|end|if|range|template|with)\b)/u;

const BRACKETS = new Map<string, Bracket>([
  ["{{", { close: /\}\}/gu, selectWord: (text) => (MUSTACHE_STATEMENT.test(text) ? "" : CODE_WORD), isText: true }],
  ["{{{", { close: /\}\}\}/gu, selectWord: () => CODE_WORD, isText: true }],
  ["{%", { close: /%\}/gu, selectWord: () => "", isText: true }],
  ["{#", { close: /#\}/gu, selectWord: () => "", isText: true }],
  ["<%", { close: /%>/gu, selectWord: (text) => (/^<%[-=]/u.test(text) ? CODE_WORD : "") }],
  ["<?", { close: /\?>/gu, selectWord: (text) => (text.startsWith("<?=") ? CODE_WORD : "") }],
  ["<!--", { close: /-->/gu }],
  ["<script", { close: /<\/script/giu }],
  ["<style", { close: /<\/style/giu }],
]);

/**
 * The templates in a document, ascending and not overlapping, each with the word that replaces it: `{{ name }}` and
 * `<%= name %>` write a value and are read as code, `{% if %}` and `<?php ?>` as nothing.
 */
export function listTemplates(text: string): readonly Replacement[] {
  const templates: Replacement[] = [];
  const closings = new Map(Array.from(BRACKETS, ([open, { close }]) => [open, new NextMatch(close, text)] as const));
  const tags = new NextMatch(TAG, text);
  const opening = new RegExp(OPENING);
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const open = match[0].toLowerCase();
    const { selectWord, isText } = BRACKETS.get(open) ?? {};
    const close = closings.get(open)?.from(opening.lastIndex);
    if (close === undefined) continue;
    if (isText && (tags.from(opening.lastIndex)?.index ?? text.length) < close.index) continue;
    const template = { start: match.index, end: close.index + close[0].length };
    const word = selectWord?.(text.slice(template.start, template.end));
    if (word !== undefined) templates.push({ ...template, word });
    opening.lastIndex = template.end;
  }
  return templates;
}
