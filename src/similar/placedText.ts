import { listHidden } from "../text/sentences/listHidden";
import type { ProseKind, Sentence } from "../text/spans/sentence";
import type { Span } from "../text/spans/span";

/** A sentence of a file, as it is compared. */
export interface PlacedText {
  /** Names the file. */
  readonly file: string;
  /** In the file. */
  readonly span: Span;
  /** What a reader sees, code and links included. */
  readonly text: string;
  readonly kind?: ProseKind;
}

/** Markup of code, in the formats that have placeholders for it. */
const CODE_MARKS = /`+|<\/?(?:code|kbd|samp|tt)>/giu;
/** Code at the end of what stands before a sentence, and at the start of what stands behind one. */
const CODE_BEFORE = /`([^`]+)`[^\p{L}\p{N}]*$/u;
const CODE_BEHIND = /^[^\p{L}\p{N}`]*`+([^`]+)`/u;
/** UTF-16 units in which the other end of such code is looked for. */
const MOST_CODE = 200;

/**
 * A sentence with what stands in the document in the place of its placeholders: two that name different options are not
 * the same.
 *
 * @param document - The text of the file.
 */
export function placeText(sentence: Sentence, file: string, document: string): PlacedText {
  const { text, span, kind } = sentence;
  let [whole, at] = ["", 0];
  for (const { start, text: hidden } of listHidden(sentence, document)) {
    const shown = (hidden === "" ? findOutside(sentence, start, document) : hidden.replace(CODE_MARKS, "")).trim();
    if (shown === "") continue;
    whole += text.slice(at, start) + shown;
    at = start + (/^\p{L}+/u.exec(text.slice(start))?.[0].length ?? 0);
  }
  return { file, span, text: (whole + text.slice(at)).replace(/\s+/gu, " ").trim(), ...(kind && { kind }) };
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
