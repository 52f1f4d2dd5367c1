import type { Sentence } from "../spans/sentence";
import { listHidden } from "./listHidden";

/** Markup of code, in the formats that have placeholders for it. */
const CODE_MARKS = /`+|<\/?(?:code|kbd|samp|tt)>/giu;
/** Code at the end of what stands before a sentence, and at the start of what stands behind one. */
const CODE_BEFORE = /`([^`]+)`[^\p{L}\p{N}]*$/u;
const CODE_BEHIND = /^[^\p{L}\p{N}`]*`+([^`]+)`/u;
/** UTF-16 units in which the other end of such code is looked for. */
const MOST_CODE = 200;

/**
 * A sentence as its reader sees it: with what stands in the document in the place of its placeholders, markup left out.
 *
 * @param document - The text of the file.
 */
export function showSentence(sentence: Sentence, document: string): string {
  const { text } = sentence;
  let [whole, at] = ["", 0];
  for (const { start, text: hidden } of listHidden(sentence, document)) {
    const shown = (hidden === "" ? findOutside(sentence, start, document) : hidden.replace(CODE_MARKS, "")).trim();
    if (shown === "") continue;
    whole += text.slice(at, start) + shown;
    at = start + (/^\p{L}+/u.exec(text.slice(start))?.[0].length ?? 0);
  }
  return (whole + text.slice(at)).replace(/\s+/gu, " ").trim();
}

/** Code that a sentence begins or ends with, which is not between two of its runs. */
function findOutside({ runs }: Sentence, start: number, document: string): string {
  const [first, last] = [runs[0], runs.at(-1)];
  if (first === undefined || last === undefined) return "";
  if (start < first.textStart) {
    return CODE_BEFORE.exec(document.slice(Math.max(0, first.start - MOST_CODE), first.start))?.[1] ?? "";
  }
  const end = last.start + last.length;
  return CODE_BEHIND.exec(document.slice(end, end + MOST_CODE))?.[1] ?? "";
}
