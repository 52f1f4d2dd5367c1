import type { Format } from "../formats/format";
import { readLine } from "../markup/readLine";
import type { Span } from "../spans/span";

/** Where a sentence starts: its line, the lines around it, and all of the text before the sentence. */
interface Place {
  readonly before: string;
  readonly line: string;
  /** The part of `line` in front of the sentence: markup. */
  readonly lead: string;
  /** The line under the sentence's last. */
  readonly next: string;
  readonly isFirstLine: boolean;
  readonly isAlone: boolean;
}

/** UTF-16 units before a sentence in which an opening tag or command is looked for. */
const REACH = 400;

const ATX = /^[\s>*+-]*(?:\d+[.)]\s+)?#{1,6}[ \t]/;
const SETEXT = /^[\s>]*(?:=+|-+)[ \t]*$/;
const BOLD_LINE = /^\s*(\*\*|__)(?:(?!\1).)+\1:?\s*$/;
const LATEX_COMMAND = /\\(?:part|chapter|(?:sub)*section|(?:sub)?paragraph|title|frametitle)\*?(?:\[[^\]]*\])?\{[^}]*$/;
const SENTENCE_END = /[.!?…:;,]["'”’)\]]*\s*$/;

const RULES: Readonly<Partial<Record<Format, (place: Place) => boolean>>> = {
  asciidoc: ({ line }) => /^(?:={1,6}|#{1,6})[ \t]|^\.[^\s.]/.test(line),
  commit: ({ isFirstLine }) => isFirstLine,
  html: isInHeadingTag,
  latex: ({ before }) => LATEX_COMMAND.test(before.slice(-REACH)),
  markdown: isMarkdownHeading,
  mdx: isMarkdownHeading,
  plaintext: ({ lead, line, isAlone }) => isAlone && lead.trim() === "" && !SENTENCE_END.test(line),
  rst: ({ next }) => /^([!-/:-@[-`{-~])\1{2,}\s*$/.test(next),
};

/**
 * Whether a sentence is a heading or part of one, by its markup; in a plain text, a paragraph of one line without a mark
 * at its end. Comments of programs have no headings.
 *
 * @param text - The document in which `sentence` is a range.
 */
export function isHeading(text: string, format: Format, sentence: Span): boolean {
  return RULES[format]?.(readPlace(text, sentence)) ?? false;
}

function readPlace(text: string, { start, end }: Span): Place {
  const before = text.slice(0, start);
  const lineStart = Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r")) + 1;
  const line = readLine(text, lineStart);
  const last = readLine(text, end);
  const above = before.slice(0, lineStart);
  const next = text.slice(last.next, readLine(text, last.next).end);
  return {
    before,
    line: text.slice(lineStart, line.end),
    lead: text.slice(lineStart, start),
    next,
    isFirstLine: above.trim() === "",
    isAlone: end <= line.end && next.trim() === "" && /(?:^|\r\n?|\n)[ \t]*(?:\r\n?|\n)$|^$/.test(above.slice(-REACH)),
  };
}

function isMarkdownHeading(place: Place): boolean {
  const { lead, line, next } = place;
  return ATX.test(lead) || SETEXT.test(next) || BOLD_LINE.test(line) || isInHeadingTag(place);
}

function isInHeadingTag({ before }: Place): boolean {
  const tags = [...before.slice(-REACH).matchAll(/<(\/?)(?:h[1-6]|title)\b[^>]*>/gi)];
  return tags.at(-1)?.[1] === "";
}
