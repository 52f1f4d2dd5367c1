import { findDocumentSpan, findTextSpan, type Sentence } from "../../text/spans/sentence";
import type { Span } from "../../text/spans/span";
import { trimSpan } from "../../text/spans/trimSpan";
import { computeReach } from "../computeReach";
import { joinSentences } from "../joinSentences";
import type { SentenceList } from "../../prose/packedSentences";

/** One stretch to mask. */
export interface MaskTarget {
  /** In the context's text. */
  readonly mask: Span;
  /** In the document: what the chosen word replaces. */
  readonly place: Span;
}

/** What the model reads around the masks. */
export interface FillContext {
  readonly text: string;
  /** Ascending; at least one. */
  readonly targets: readonly MaskTarget[];
  /** The document range of the text: an edit in it makes the answer stale. */
  readonly span: Span;
}

/** Reads a document range; what `document.getText` does with offsets. */
export type ReadText = (span: Span) => string;

/** The lines of a document. */
export interface Lines {
  readonly count: number;
  /** Without the line's end. */
  spanAt(line: number): Span;
}

/**
 * The sentences that the selections stand in, and those around them, whatever paragraph, heading or list they are of:
 * the model guesses better when it knows what the talk is of. Selections must share a paragraph.
 *
 * @param selections - Document ranges, ascending, none empty.
 * @returns `undefined` when a selection is not prose (code, markup) or they stand in different paragraphs.
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

/** A line and those around it, as they stand there: what a word's context is where the document is not prose. */
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

/** The context once `chosen` words stand in its first masks: what is left to fill depends on them. */
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

/** Characters shown on each side of a word. */
const EXCERPT_BEFORE = 44;
const EXCERPT_AFTER = 28;

/** The text around mask `index`, with `word` in its place unless the one in the text stays. */
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
    // Markup around the words stays ("**word**"); markup between them ("a **word**") goes with the selection.
    const isPlain = lengthOf(place) === lengthOf(inside);
    targets.push({ mask: inside, place: isPlain ? place : selection });
  }
  return { text: context.text, targets, span: context.span };
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}

/** Whether sentence `index` and the next stand in one paragraph: no blank line, list mark or heading between them. */
function isSameParagraph(sentences: SentenceList, index: number, readText: ReadText): boolean {
  const between = { start: sentences.spanAt(index).end, end: sentences.spanAt(index + 1).start };
  if (lengthOf(between) > MAX_GAP) return false;
  return /^\S{0,4}[ \t]*(?:\r?\n[ \t>]*)?\S{0,4}$/.test(readText(between));
}

/** Between two sentences of a paragraph stand a space or a line break, quote marks and closing emphasis. */
const MAX_GAP = 40;
