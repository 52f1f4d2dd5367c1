import { findDocumentSpan, findTextSpan, type Sentence } from "../../text/spans/sentence";
import type { Span } from "../../text/spans/span";
import { trimSpan } from "../../text/spans/trimSpan";
import { computeReach } from "../computeReach";
import { joinSentences } from "../joinSentences";
import type { SentenceList } from "../../prose/packedSentences";

/** A range to mask. */
export interface MaskTarget {
  /** In the text of the context. */
  readonly mask: Span;
  /** In the document: the range that the chosen word replaces. */
  readonly place: Span;
}

/** The text that the model reads, with the masks in it. */
export interface FillContext {
  readonly text: string;
  /** Ascending; at least one. */
  readonly targets: readonly MaskTarget[];
  /** The range of the text in the document: an edit inside it makes the answer stale. */
  readonly span: Span;
}

/** Reads a range of the document, as `document.getText` does, but with offsets. */
export type ReadText = (span: Span) => string;

/** The lines of a document. */
export interface Lines {
  readonly count: number;
  /** Excludes the line break. */
  spanAt(line: number): Span;
}

/**
 * The sentences that hold the selections, and those around them, even from other paragraphs, headings or lists: the
 * model guesses better when it knows the subject.
 *
 * @param selections - Ranges of the document, ascending and not empty.
 * @returns `undefined` when a selection is not prose (code, markup), or when they are in different paragraphs.
 */
export function findSentenceContext(
  sentences: SentenceList,
  selections: readonly Span[],
  readText: ReadText,
): FillContext | undefined {
  const [first, last] = [selections[0], selections.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const from = sentences.findIndex(first.start);
  const to = sentences.findIndex(Math.max(first.start, last.end - 1));
  if (from === undefined || to === undefined || to < from) return undefined;
  for (let index = from; index < to; index++) {
    if (!isSameParagraph(sentences, index, readText)) return undefined;
  }
  const texts = { count: sentences.count, lengthAt: (index: number) => sentences.at(index).text.length };
  const [start, end] = [computeReach(texts, from, -1), computeReach(texts, to, 1)];
  const context = joinSentences(Array.from({ length: end - start + 1 }, (_, i) => sentences.at(start + i)));
  return readTargets(context, selections);
}

/** A line and those around it, verbatim: the context of a word where the document is not prose. */
export function findLineContext(
  lines: Lines,
  line: number,
  { selections, readText }: { readonly selections: readonly Span[]; readonly readText: ReadText },
): FillContext | undefined {
  const texts = { count: lines.count, lengthAt: (index: number) => lengthOf(lines.spanAt(index)) };
  const span = {
    start: lines.spanAt(computeReach(texts, line, -1)).start,
    end: lines.spanAt(computeReach(texts, line, 1)).end,
  };
  const run = { textStart: 0, start: span.start, length: lengthOf(span) };
  return readTargets({ text: readText(span), runs: [run], span }, selections);
}

/** The context with `chosen` words in its first masks: the fills of the remaining masks depend on them. */
export function applyFills(context: FillContext, chosen: readonly string[]): FillContext {
  let { text } = context;
  let shift = 0;
  const targets = context.targets.map(({ mask, place }, index) => {
    const start = mask.start + shift;
    const end = mask.end + shift;
    const word = chosen[index];
    if (word === undefined) return { mask: { start, end }, place };
    text = text.slice(0, start) + word + text.slice(end);
    shift += word.length - (end - start);
    return { mask: { start, end: start + word.length }, place };
  });
  return { ...context, text, targets };
}

/** UTF-16 units that an excerpt shows on each side of a word. */
const EXCERPT_BEFORE = 44;
const EXCERPT_AFTER = 28;

/** The text around mask `index`, with `word` in its place. @param word - `undefined` keeps the word in the text. */
export function readExcerpt({ text, targets }: FillContext, index: number, word: string | undefined): string {
  const mask = targets[index]?.mask ?? { start: 0, end: 0 };
  const before = text.slice(0, mask.start).replace(/\s+/g, " ");
  const after = text.slice(mask.end).replace(/\s+/g, " ");
  const start = before.length > EXCERPT_BEFORE ? `…${before.slice(-EXCERPT_BEFORE).replace(/^\S*\s/, "")}` : before;
  const end = after.length > EXCERPT_AFTER ? `${after.slice(0, EXCERPT_AFTER).replace(/\s\S*$/, "")}…` : after;
  return start + (word ?? text.slice(mask.start, mask.end)) + end;
}

function readTargets(context: Sentence, selections: readonly Span[]): FillContext | undefined {
  const targets: MaskTarget[] = [];
  for (const selection of selections) {
    const mask = findTextSpan(context, selection);
    const inside = mask && trimSpan(context.text, mask);
    if (inside === undefined || lengthOf(inside) === 0) return undefined;
    const place = findDocumentSpan(context, inside);
    if (place === undefined) return undefined;
    // Markup around the words stays ("**word**"); markup between them ("a **word**") is replaced with the selection.
    const isPlain = lengthOf(place) === lengthOf(inside);
    targets.push({ mask: inside, place: isPlain ? place : selection });
  }
  return { text: context.text, targets, span: context.span };
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}

/** True when no blank line, list mark or heading is between sentence `index` and the next. */
function isSameParagraph(sentences: SentenceList, index: number, readText: ReadText): boolean {
  const between = { start: sentences.spanAt(index).end, end: sentences.spanAt(index + 1).start };
  if (lengthOf(between) > MAX_GAP) return false;
  return /^\S{0,4}[ \t]*(?:\r?\n[ \t>]*)?\S{0,4}$/.test(readText(between));
}

/** Two sentences of a paragraph have little between them: white space, quotation marks, closing emphasis. */
const MAX_GAP = 40;
