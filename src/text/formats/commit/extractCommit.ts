import { blankOut } from "../../markup/blankOut";
import { listLines } from "../../markup/readLine";
import type { Prose } from "../../spans/sentence";
import { extractPlainText } from "../plain/extractPlainText";
import { isTrailer } from "./isTrailer";

/** Git's own lines show which mark opens its remarks; `core.commentChar` and `core.commentString` can change it. */
const GIT_LINE = /^(?<mark>\S{1,8}) (?:-{8,} >8 -{8,}$|Please enter (?:a|the) (?:commit )?message )/m;
const DEFAULT_MARK = "#";
const SCISSORS = /^ -{8,} >8 -{8,}$/;

/**
 * The prose of a commit message, without trailers such as "Signed-off-by: …" and without what Git writes below the
 * message: its remarks, and behind its scissors line the changes; see `extractProse`.
 */
export function extractCommit(text: string): readonly Prose[] {
  const mark = GIT_LINE.exec(text)?.groups?.["mark"] ?? DEFAULT_MARK;
  let read = "";
  let isInTrailer = false;
  let isSubject = true;
  for (const { start, end } of listLines(text)) {
    const line = text.slice(start, end);
    const isRemark = line.startsWith(mark);
    if (isRemark && SCISSORS.test(line.slice(mark.length))) break;
    isInTrailer = !isRemark && !isSubject && ((isInTrailer && /^[ \t]+\S/.test(line)) || isTrailer(line));
    if (!isRemark && line.trim() !== "") isSubject = false;
    read += text.slice(read.length, start) + (isRemark || isInTrailer ? blankOut(line) : line);
  }
  return extractPlainText(read).map((block, index) =>
    index === 0 && !/[\r\n]/.test(read.slice(block.span.start, block.span.end)) ? { ...block, kind: "heading" } : block,
  );
}
