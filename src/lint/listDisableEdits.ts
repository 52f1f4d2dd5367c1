import type { CodeLanguage } from "../text/formats/comments/codeLanguages";
import { type Format } from "../text/formats/format";
import type { Span } from "../text/spans/span";
import { hasSwitches } from "./hasSwitches";

/** Inserts a text. */
export interface DisableEdit {
  readonly offset: number;
  readonly text: string;
}

type Wrap = readonly [opening: string, closing: string];

const HTML: Wrap = ["<!-- ", " -->"];
const WRAPS: Partial<Readonly<Record<Format, Wrap>>> = {
  asciidoc: ["// ", ""],
  html: HTML,
  latex: ["% ", ""],
  markdown: HTML,
  mdx: ["{/* ", " */}"],
  rst: [".. ", ""],
  css: ["/* ", " */"],
  vb: ["' ", ""],
};
const WITH_HASH = new Set<Format>([
  "dockerfile",
  "julia",
  "powershell",
  "python",
  "r",
  "ruby",
  "shellscript",
] satisfies CodeLanguage[]);
const WITH_DASHES = new Set<Format>(["haskell", "lua", "sql"] satisfies CodeLanguage[]);

/** Formats in which a comment on a line of its own would cut a paragraph in two. */
const CUTS_PARAGRAPHS = new Set<Format>(["markdown", "mdx", "rst"]);
/** Formats in which a comment may stand within a line. */
const WITHIN_LINES = new Set<Format>(["html", "markdown", "mdx"]);
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
  if (!hasSwitches(format) || format === "notebook") return [];
  const start = text.lastIndexOf("\n", span.start - 1) + 1;
  const line = /^[^\r\n]*/.exec(text.slice(start))?.[0] ?? "";
  const edits: DisableEdit[] = [];
  const [opening, closing] = findWrap(format);
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  if (!CUTS_PARAGRAPHS.has(format) || (isBlockStart(text, start) && !MARKER.test(line))) {
    const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
    const words = `cloze-disable-next-line ${rule}`;
    const mark = isCode(format) ? COMMENT_MARK.exec(line)?.[0] : undefined;
    if (mark !== undefined) edits.push({ offset: start, text: `${mark.trimEnd()} ${words}${eol}` });
    const gap = format === "rst" ? eol : "";
    edits.push({ offset: start, text: `${indent}${opening}${words}${closing}${eol}${gap}` });
  }
  if (WITHIN_LINES.has(format)) {
    const end = line
      .trimEnd()
      .replace(/[|\\]$/, "")
      .trimEnd().length;
    edits.push({ offset: start + end, text: ` ${opening}cloze-disable-line ${rule}${closing}` });
  }
  return edits;
}

function isCode(format: Format): boolean {
  return WRAPS[format] === undefined || format === "css" || format === "vb";
}

function findWrap(format: Format): Wrap {
  return WRAPS[format] ?? (WITH_HASH.has(format) ? ["# ", ""] : WITH_DASHES.has(format) ? ["-- ", ""] : ["// ", ""]);
}

/** True when nothing stands before the line, or an empty line or a title of Markdown. */
function isBlockStart(text: string, start: number): boolean {
  if (start === 0) return true;
  const before = text.slice(text.lastIndexOf("\n", start - 2) + 1, start);
  return before.trim() === "" || /^#{1,6}\s/.test(before);
}
