import type { MarkupRule } from "../../markup/listMarkup";
import { CODE_WORD, LINK_WORD } from "../../markup/placeholders";
import { ESCAPED } from "./escapedSigns";

/** Attributes: `#id`, `.class`, `key=value`, `-` (not numbered), `=format`. */
const ATTRIBUTE = String.raw`(?:[#.][\w:.#-]{1,100}|[\w:@-]{1,60}=(?:"[^"]{0,300}"|'[^']{0,300}'|[^\s{}"']{1,300})|-|=\w{1,30})`;
const ATTRIBUTES = String.raw`[ ]?${ATTRIBUTE}(?:[ ]{1,4}${ATTRIBUTE}){0,20}[ ]?`;
const IN_BRACES = String.raw`\{(?:${ATTRIBUTES})\}`;
/** Python-Markdown's and kramdown's, which also name lists of attributes: `{: .class #id }`, `{:toc}`. */
const WITH_COLON = String.raw`\{:[ ]?(?:[\w-]{1,60}(?::[^{}]{0,300})?|${ATTRIBUTES})\}`;
/** Prefixes of Quarto's references to figures, tables, sections and the like. */
const CROSS = "fig|tbl|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|tip|nte|wrn|imp|cau";
const KEY = String.raw`(?:[\p{L}\p{N}_][\p{L}\p{N}_:.#$%&+?<>~-]{0,100}|\{[^{}]{1,200}\})`;
/** A key in a sentence: without a year or a known prefix it may be the name of a person or a package. */
const KEY_IN_TEXT = String.raw`(?:(?:${CROSS})-[\p{L}\p{N}_-]{1,100}|[\p{L}_][\p{L}_:-]{0,60}\d{2,4}[a-z]?)(?![\p{L}\p{N}_/@-])`;

/**
 * Markup in the text of a block that CommonMark does not have. Sources: pandoc 3.1 (_Attributes_, _Citations_), quarto.org
 * (_Cross References_), kramdown.gettalong.org (_Attribute List Definitions_), Obsidian (_Internal links_), mystmd.org
 * (_Roles_), remark-directive.
 */
export const MARKDOWN_MARKS: readonly MarkupRule[] = [
  { pattern: /!\[\[[^[\]]{1,300}\]\]/gu },
  {
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{N}_[\]])\[\[(?=[^\s[\]])(?:[^[\]|${ESCAPED["|"]}]{1,200}[|${ESCAPED["|"]}]){1,5}(?<text>[^[\]|]{1,300})\]\](?!\()`,
      "dgu",
    ),
  },
  { pattern: /(?<![\p{L}\p{N}_[\]])\[\[#?(?=[^\s[\]])(?<text>[^[\]|#]{1,300})(?:#[^[\]|]{0,300})?\]\](?!\()/dgu },
  // A note of the author's, as in "[see @a; also -@b, p. 3]", and "@a" as a part of the sentence.
  {
    pattern: new RegExp(String.raw`[ ]?\[(?:[^[\]@]{0,200}[\s;(])?-?@${KEY}(?=[\s,;\]])[^[\]]{0,500}\]`, "gu"),
  },
  {
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{N}_@./-])-?@${KEY_IN_TEXT}(?:[ ]\[(?:pp?|chap|ch|sec|fig|vol)\.[^[\]]{1,80}\])?`,
      "giu",
    ),
    word: LINK_WORD,
  },
  { pattern: /\ufdd7ref\([\w:.-]{1,100}\)/gu, word: LINK_WORD },
  { pattern: new RegExp(String.raw`(?<![\p{L}\p{N}_\]])\[(?<text>[^[\]]{1,500})\]${IN_BRACES}`, "dgu") },
  {
    pattern: new RegExp(String.raw`(?<![\w:]):[a-z][\w-]{0,30}\[(?<text>[^[\]]{0,300})\](?:\{[^{}]{0,300}\})?`, "dgu"),
  },
  { pattern: new RegExp(String.raw`[ ]?${WITH_COLON}`, "gu") },
  { pattern: new RegExp(String.raw`(?<=\S)${IN_BRACES}|^${IN_BRACES}|[ ]${IN_BRACES}(?=\s{0,8}$)`, "gu") },
  // A role of MyST before its text, which is written as code.
  { pattern: new RegExp(String.raw`\{[a-z][\w:.+-]{0,40}\}(?=${CODE_WORD}\b)`, "gu") },
  // The name of a block in Obsidian.
  { pattern: /[ ]\^[a-zA-Z0-9-]{4,40}$/gu },
  // DocFX's "[!INCLUDE [name](file)]"
  { pattern: /\[!(?:include|code|video)\b[^[\]]{0,300}\]/giu },
];
