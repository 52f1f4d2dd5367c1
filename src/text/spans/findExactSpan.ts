import type { Prose } from "./sentence";
import type { Span } from "./span";

/**
 * The document range that holds a range of the text character for character: what can be replaced without a look at the
 * document. `undefined` if markup stands in it, or the document writes a part of it another way.
 *
 * An empty range is a place before a character. It is exact if this one and the one before it, if any, have their place
 * in the document with nothing between them, or with one character that the text has as a space: a line break.
 */
export function findExactSpan({ text, runs }: Pick<Prose, "text" | "runs">, span: Span): Span | undefined {
  const { start, end } = span;
  if (start === end) return findPlace({ text, runs }, start);
  const first = findOffset(runs, start);
  if (first === undefined) return undefined;
  for (let at = start + 1; at < end; at += 1) {
    if (findOffset(runs, at) !== first + at - start) return undefined;
  }
  return { start: first, end: first + end - start };
}

function findPlace({ text, runs }: Pick<Prose, "text" | "runs">, at: number): Span | undefined {
  const before = findOffset(runs, at - 1);
  const after = findOffset(runs, at);
  if (after !== undefined && (at === 0 || before === after - 1)) return { start: after, end: after };
  // A line break has no place: the character on its other side must be the next but one.
  if (before !== undefined && after === undefined && text[at] === " " && findOffset(runs, at + 1) === before + 2) {
    return { start: before + 1, end: before + 1 };
  }
  if (after !== undefined && before === undefined && text[at - 1] === " " && findOffset(runs, at - 2) === after - 2) {
    return { start: after, end: after };
  }
  return undefined;
}

/** Where a character of the text stands in the document; `undefined` if it has no place of its own. */
function findOffset(runs: Prose["runs"], at: number): number | undefined {
  const run = runs.find(({ textStart, length }) => textStart <= at && at < textStart + length);
  return run && run.start + at - run.textStart;
}
