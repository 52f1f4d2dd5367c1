import { listLines } from "../../markup/readLine";
import type { Span } from "../../spans/span";

/** A line of text, and where it stands in the document. */
export interface PlacedText {
  readonly text: string;
  readonly start: number;
}

/** What opens a comment of any language, or a docstring. */
const OPENING =
  /^(?:[rRuU]?(?:"""|''')|\/\*+[!<]*|\/{2,}[!<]*|--\[=*\[|-{2,}[ \t]*[|^]?|\{-[ \t]*[|^]?|<#|=begin|[#']+[!:=]?|rem\b)/i;
/** What closes one that has several lines, or may have. */
const CLOSING = /(?:(?<!\*)\*+\/|"""|'''|\]=*\]|-\}|#>|=#|=end)[ \t]*$/;
/** The right side of a frame. */
const FRAME = /[ \t]\*+[ \t]*$/;
/** Before the lines of a comment in the manner of C, between its opening and its closing. */
const STAR = /^[ \t]*\*+(?!\/)/;
/** Lines of nothing but signs: frames and rulers. What Markdown may need has other signs. */
const RULER = /^[^\p{L}\p{N}`~|]*$/u;
/** Where a session of an interpreter begins, which is code. */
const PROMPT = /^\s*>>>(?:\s|$)/;
/** Said to a tool, not to a reader. */
const DIRECTIVE =
  /^\s*(?:-\*-|@ts-|go:\w|type:\s*ignore|cloze-(?:dis|en)able\b|(?:biome|c8|cspell|deno|eslint|flake8|fmt|isort|istanbul|mypy|nolint|noqa|nosec|pragma|prettier|pylint|rubocop|ruff|shellcheck|vim|yapf)\b(?:[:-]| ignore\b|$))/;

/** What a comment opens with. */
export function readOpening(text: string): string {
  return OPENING.exec(text)?.[0] ?? "";
}

/**
 * The lines of comments that stand together, without their marks and without the space before all of them. Lines that
 * say nothing are empty.
 *
 * @param comments - Ascending: one, or several of a line each.
 */
export function readCommentLines(text: string, comments: readonly Span[]): readonly PlacedText[] {
  const lines = muteLines(comments.flatMap((comment) => stripMarks(text, comment)));
  // The first line of one comment starts behind its mark, wherever that is: its indent says nothing of the others'.
  const isFree = (index: number) => index === 0 && comments.length === 1;
  const shared = shareIndent(lines.filter((line, index) => line.text !== "" && !isFree(index)));
  return lines.map((line, index) => {
    const cut = isFree(index) ? findIndent(line).length : Math.min(shared, line.text.length);
    return { text: line.text.slice(cut), start: line.start + cut };
  });
}

/** The lines, empty where they are not for a reader. What follows a prompt is what was answered, to the next empty line. */
function muteLines(lines: readonly PlacedText[]): readonly PlacedText[] {
  let isSession = false;
  return lines.map((line) => {
    isSession = PROMPT.test(line.text) || (isSession && line.text.trim() !== "");
    return isSession || RULER.test(line.text) || DIRECTIVE.test(line.text) ? { text: "", start: line.start } : line;
  });
}

/** Length of the white space that all lines start with; a tab is not so many spaces. */
function shareIndent(lines: readonly PlacedText[]): number {
  let shared: string | undefined;
  for (const line of lines) {
    const indent = findIndent(line);
    shared ??= indent;
    while (!indent.startsWith(shared)) shared = shared.slice(0, -1);
  }
  return shared?.length ?? 0;
}

function findIndent({ text }: PlacedText): string {
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
