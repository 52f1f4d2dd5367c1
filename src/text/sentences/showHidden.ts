import type { Run, Sentence } from "../spans/sentence";
import { listHidden } from "./listHidden";

/** Markup around code and formulas, in the formats that have placeholders for them. */
const OPENS = /^(?:[\s`$]|<\/?(?:code|kbd|samp|tt)>)+/u;
const CLOSE = /(?:[\s`$]|<\/?(?:code|kbd|samp|tt)>)$/u;
/** Code at the end of what stands before a sentence, and at the start of what stands behind one. */
const CODE_BEFORE = /`([^`\n]+)`[^\p{L}\p{N}]*$/u;
const CODE_BEHIND = /^[^\p{L}\p{N}`]*`+([^`\n]+)`/u;
/** UTF-16 units in which the other end of such code is looked for. */
const MOST_CODE = 200;

/**
 * A sentence as a reader sees it: the code, links and formulas themselves in the place of the words that stand for them,
 * each with its place in the document.
 *
 * @param document - The text in which the sentence's runs are.
 */
export function showHidden(sentence: Sentence, document: string): Sentence {
  const places = listHidden(sentence, document).map(({ start }) => ({
    start,
    run: findCode(sentence, start, document),
  }));
  if (places.every(({ run }) => run === undefined)) return sentence;
  const runs: Run[] = [];
  let [text, at, next] = ["", 0, 0];
  const copyTo = (end: number) => {
    const shift = text.length - at;
    for (let own = sentence.runs[next]; own !== undefined && own.textStart < end; own = sentence.runs[++next]) {
      runs.push({ ...own, textStart: own.textStart + shift });
    }
    text += sentence.text.slice(at, end);
    at = end;
  };
  for (const { start, run } of places) {
    if (run === undefined) continue;
    copyTo(start);
    runs.push({ textStart: text.length, ...run });
    text += document.slice(run.start, run.start + run.length);
    at = start + (/^\p{L}+/u.exec(sentence.text.slice(start))?.[0].length ?? 0);
  }
  copyTo(sentence.text.length);
  return { ...sentence, text, runs };
}

/** Where the document has what a placeholder stands for; `undefined` where that cannot be told. */
function findCode({ runs }: Sentence, at: number, document: string): Omit<Run, "textStart"> | undefined {
  const behind = runs.findIndex(({ textStart }) => textStart >= at);
  const [before, after] = [
    runs[behind === -1 ? runs.length - 1 : behind - 1],
    behind === -1 ? undefined : runs[behind],
  ];
  if (before !== undefined && after !== undefined) return trim(document, before.start + before.length, after.start);
  if (after !== undefined) {
    const from = Math.max(0, after.start - MOST_CODE);
    const found = CODE_BEFORE.exec(document.slice(from, after.start));
    return found ? placeCode(found, from) : undefined;
  }
  if (before === undefined) return undefined;
  const end = before.start + before.length;
  const found = CODE_BEHIND.exec(document.slice(end, end + MOST_CODE));
  return found ? placeCode(found, end) : undefined;
}

function placeCode(found: RegExpExecArray, from: number): Omit<Run, "textStart"> {
  const code = found[1] ?? "";
  return { start: from + found.index + found[0].lastIndexOf(code), length: code.length };
}

/** What is left of a range of the document without markup and blanks at its ends. */
function trim(document: string, start: number, end: number): Omit<Run, "textStart"> | undefined {
  const hidden = document.slice(start, end);
  const opens = OPENS.exec(hidden)?.[0].length ?? 0;
  let own = hidden.slice(opens);
  for (let close = CLOSE.exec(own); close !== null; close = CLOSE.exec(own)) own = own.slice(0, close.index);
  return own.length > 0 ? { start: start + opens, length: own.length } : undefined;
}
