import { listLines } from "../../markup/readLine";
import type { PlacedText } from "../../markup/readMarkup";
import type { Span } from "../../spans/span";
import type { CodeLanguage } from "./codeLanguages";
import { isDirective } from "./isDirective";

/** The opening of a comment of any language, or of a docstring. */
const OPENING =
  /^(?:[rRuU]?(?:"""|''')|\/\*+[!<]*|\/{2,}[!<]*|--\[=*\[|-{2,}[ \t]*[|^]?|\{-[ \t]*[|^]?|<#|=begin|[#']+[!:=]?|rem\b)/i;
/** The closing of a comment that has, or may have, several lines. */
const CLOSING = /(?:(?<!\*)\*+\/|"""|'''|\]=*\]|-\}|#>|=#|=end)[ \t]*$/;
/** The right side of a box of stars. */
const FRAME = /[ \t]\*+[ \t]*$/;
/** The star before a line of a C comment. */
const STAR = /^[ \t]*\*+(?!\/)/;
/** A line of signs alone: part of a box, or a ruler. Lines that Markdown may need have other signs. */
const RULER = /^[^\p{L}\p{N}`~|]*$/u;
/** Below a title, NumPy's style has such a line. */
const UNDERLINE = /^\s*(?:-{3,}|={3,})\s*$/;
/** Lines without letters that mean something: Haddock's code, brackets over several lines. */
const MARKS = /^\s*(?:@|[{}()[\]<>,;|]+)\s*$/;
/** Python: around what a script says of itself in TOML. */
const SCRIPT = /^\s*\/{3}(?:\s+[a-z]+)?\s*$/;
/** SQL: a hint to the optimizer, or code for MySQL alone. */
const SQL_CODE = /^(?:\/\*(?:\+|!\d)|--\+)/;
/** The prompt of an interpreter, with which an example session begins. */
const PROMPT = /^\s*>>>(?:\s|$)/;
/** The mark that opens a comment; "" if there is none. */
export function readOpening(text: string): string {
  return OPENING.exec(text)?.[0] ?? "";
}

/**
 * The lines of comments that stand together, without their marks and without the indentation that all of them share.
 * Lines that are not for a reader are empty.
 *
 * @param comments - Ascending: one comment, or several of one line each.
 */
export function readCommentLines(
  text: string,
  comments: readonly Span[],
  language: CodeLanguage,
): readonly PlacedText[] {
  const lines = emptyUnreadLines(
    comments.flatMap((comment) => {
      const isCode = language === "sql" && SQL_CODE.test(text.slice(comment.start, comment.start + 4));
      return isCode ? [] : stripMarks(text, comment);
    }),
    language,
  );
  // The first line of a comment of several lines starts behind the mark, so its indent says nothing about the others.
  const isFree = (index: number) => index === 0 && comments.length === 1;
  const shared = measureSharedIndent(lines.filter((line, index) => line.text !== "" && !isFree(index)));
  return lines.map((line, index) => {
    const cut = isFree(index) ? readIndent(line).length : Math.min(shared, line.text.length);
    return { text: line.text.slice(cut), start: line.start + cut };
  });
}

/** Empties lines that are not for a reader. From a prompt to the next blank line there are input and output of a session. */
function emptyUnreadLines(lines: readonly PlacedText[], language: CodeLanguage): readonly PlacedText[] {
  let isSession = false;
  let isScript = false;
  return lines.map((line) => {
    if (language === "python" && SCRIPT.test(line.text)) isScript = !isScript && line.text.trim() !== "///";
    if (isScript) return { text: "", start: line.start };
    isSession = PROMPT.test(line.text) || (isSession && line.text.trim() !== "");
    const isRuler =
      RULER.test(line.text) && !(language === "python" && UNDERLINE.test(line.text)) && !MARKS.test(line.text);
    return isSession || isRuler || isDirective(line.text) ? { text: "", start: line.start } : line;
  });
}

/** Length of the white space that all lines start with. A tab equals only a tab. */
function measureSharedIndent(lines: readonly PlacedText[]): number {
  let shared: string | undefined;
  for (const line of lines) {
    const indent = readIndent(line);
    shared ??= indent;
    while (!indent.startsWith(shared)) shared = shared.slice(0, -1);
  }
  return shared?.length ?? 0;
}

function readIndent({ text }: PlacedText): string {
  return /^\s*/.exec(text)?.[0] ?? "";
}

function stripMarks(text: string, comment: Span): readonly PlacedText[] {
  const opening = readOpening(text.slice(comment.start, comment.end));
  const hasStars = opening.startsWith("/*");
  const spans = [...listLines(text, comment)];
  return spans.map(({ start, end }, index) => {
    const line = text.slice(start, end);
    const mark = index === 0 ? opening.length : hasStars ? (STAR.exec(line)?.[0].length ?? 0) : 0;
    const last = index === spans.length - 1 ? CLOSING : FRAME;
    return { text: line.slice(mark).replace(last, ""), start: start + mark };
  });
}
