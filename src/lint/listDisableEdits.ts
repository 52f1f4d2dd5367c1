import { isCodeLanguage, selectLineComment } from "../text/formats/comments/codeLanguages";
import { findCommentSyntax, type Format } from "../text/formats/format";
import type { CommentSyntax } from "../text/formats/formatFacts";
import type { Span } from "../text/spans/span";

/** Inserts a text. */
export interface DisableEdit {
  readonly offset: number;
  readonly text: string;
}

/** Begins an item, a quotation or a row of Markdown: a line above it would end the list, the quotation or the table. */
const MARKER = /^[ \t]*(?:[-*+]|\d+[.)]|>|\|)/;
/** What a line of a comment begins with, when the comment has begun before or is of one line. */
const COMMENT_MARK = /^[ \t]*(?:\*(?!\/)|\/\/[/!]?|#+|--|'|%)[ \t]*/;

/**
 * The ways to write a comment that turns a rule off for one sentence, the best first: on a line above it, else in its
 * line. Whether one does, and changes no other sentence, only reading the changed text tells.
 *
 * @param span - The sentence, in `text`.
 * @returns Nothing for a format without comments, and for the file of a notebook: a line more would not be JSON.
 */
export function listDisableEdits(text: string, format: Format, span: Span, rule: string): readonly DisableEdit[] {
  const syntax = findWritten(format);
  if (syntax === undefined || format === "notebook") return [];
  const start = text.lastIndexOf("\n", span.start - 1) + 1;
  const line = /^[^\r\n]*/.exec(text.slice(start))?.[0] ?? "";
  const edits: DisableEdit[] = [];
  const [opening, closing] = syntax.written;
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  if (syntax.cutsParagraphs !== true || (isBlockStart(text, start) && !MARKER.test(line))) {
    const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
    // eslint-disable-next-line language/untranslated -- code
    const words = `cloze-disable-next-line ${rule}`;
    const mark = isCodeLanguage(format) ? COMMENT_MARK.exec(line)?.[0] : undefined;
    if (mark !== undefined) edits.push({ offset: start, text: `${mark.trimEnd()} ${words}${eol}` });
    const gap = syntax.needsGap === true ? eol : "";
    edits.push({ offset: start, text: `${indent}${opening}${words}${closing}${eol}${gap}` });
  }
  if (syntax.isInline === true) {
    const end = line
      .trimEnd()
      .replace(/[|\\]$/, "")
      .trimEnd().length;
    // eslint-disable-next-line language/untranslated -- code
    edits.push({ offset: start + end, text: ` ${opening}cloze-disable-line ${rule}${closing}` });
  }
  return edits;
}

/** How a comment is written; `undefined` for a format that has none. */
function findWritten(format: Format): Omit<CommentSyntax, "opening" | "closing"> | undefined {
  return isCodeLanguage(format) ? { written: selectLineComment(format) } : findCommentSyntax(format);
}

/** True when nothing stands before the line, or an empty line or a title of Markdown. */
function isBlockStart(text: string, start: number): boolean {
  if (start === 0) return true;
  const before = text.slice(text.lastIndexOf("\n", start - 2) + 1, start);
  return before.trim() === "" || /^#{1,6}\s/.test(before);
}
