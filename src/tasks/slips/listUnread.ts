import type { Span } from "../../text/spans/span";

/** Most words of a quotation in which nothing is judged: a longer one is prose. */
const MOST_QUOTED = 6;

/** A quotation, code or markup, each on one line. Single quotes are quotes where no letter stands outside beside them. */
const UNREAD =
  /`[^`]+`|"[^"]*"|“[^“”]*”|«[^«»]*»|(?<![\p{L}\p{N}])'[^']+'(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])‘[^‘’]+’(?![\p{L}\p{N}])|<[^<>]+>|\{[^{}]+\}|\]\([^()\s]*\)/gu;

/** The parts of a sentence in which no word is judged: code, markup and short quotations. */
export function listUnread(text: string): readonly Span[] {
  return [...text.matchAll(UNREAD)].flatMap(({ 0: found, index }) => {
    const isQuotation = /^["“«'‘]/.test(found);
    if (isQuotation && found.split(/\s+/).length > MOST_QUOTED) return [];
    return [{ start: index, end: index + found.length }];
  });
}
