import { findDocumentSpan, type Sentence } from "../spans/sentence";
import type { Span } from "../spans/span";

/**
 * Where in the document a part of a sentence can be replaced so that the sentence changes as asked and nothing else does.
 *
 * @param document - The text in which the sentence's runs are.
 * @param span - Of the sentence's text.
 * @returns `undefined` where markup or hidden text stands between, which a replacement would take along.
 */
export function findEdit(sentence: Sentence, document: string, span: Span): Span | undefined {
  const wanted = sentence.text.slice(span.start, span.end);
  const word = wanted.trim();
  const lead = wanted.indexOf(word);
  if (word === "") return span.start === span.end ? findDocumentSpan(sentence, span) : undefined;
  const found = findDocumentSpan(sentence, { start: span.start + lead, end: span.start + lead + word.length });
  if (found === undefined || !isSame(document.slice(found.start, found.end), word)) return undefined;
  // A space of the sentence may be a line break in the document, which then goes with its indentation.
  const before = lead === 0 ? "" : (/\s+$/u.exec(document.slice(0, found.start))?.[0] ?? "");
  const trail = wanted.length - lead - word.length;
  const after = trail === 0 ? "" : (/^\s+/u.exec(document.slice(found.end))?.[0] ?? "");
  if ((lead > 0 && before === "") || (trail > 0 && after === "")) return undefined;
  return { start: found.start - before.length, end: found.end + after.length };
}

function isSame(stretch: string, words: string): boolean {
  return stretch.replace(/\s+/gu, " ") === words.replace(/\s+/gu, " ");
}
