import type { SentenceList } from "../prose/packedSentences";
import { joinSentences } from "../text/sentences/joinSentences";
import { findBlank } from "../text/spans/blank";
import { findDocumentSpan, findTextSpan, type Sentence } from "../text/spans/sentence";
import type { Span } from "../text/spans/span";
import { trimSpan } from "../text/spans/trimSpan";
import { computeReach } from "./computeReach";

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
  /** Texts around it, in order: paragraphs, or what the sentences leave of their own. The model chooses among them. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Words of the document: a fill of several pieces may be one of them. */
  readonly words: readonly string[];
  /** Ascending; at least one. */
  readonly targets: readonly MaskTarget[];
  /** The range of all that may be read: an edit inside it makes the answer stale. */
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
 * The sentences that hold the selections, and beside them what is around, even other paragraphs, headings or lists: the
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
  if (!isOneParagraph(sentences, first, last, readText)) return undefined;
  const texts = { count: sentences.count, lengthAt: (index: number) => sentences.at(index).text.length };
  const [start, end] = [computeReach(texts, from, -1), computeReach(texts, to, 1)];
  const own = joinSentences(listRange(from, to + 1).map((index) => sentences.at(index)));
  const targets = readTargets(own, selections);
  return (
    targets && {
      ...writeBlanks(own.text, targets, readText),
      before: joinParagraphs(sentences, listRange(start, from), readText),
      after: joinParagraphs(sentences, listRange(to + 1, end + 1), readText),
      words: listWords(sentences, from),
      span: { start: sentences.spanAt(start).start, end: sentences.spanAt(end).end },
    }
  );
}

/** Whether two ranges stand in one paragraph; `undefined` where neither stands in prose. */
export function isOneParagraph(
  sentences: SentenceList | undefined,
  first: Span,
  last: Span,
  readText: ReadText,
): boolean | undefined {
  const from = sentences?.findIndex(first.start);
  const to = sentences?.findIndex(Math.max(first.start, last.end - 1));
  if (sentences === undefined || (from === undefined && to === undefined)) return undefined;
  if (from === undefined || to === undefined) return false;
  return listRange(from, to).every((index) => isSameParagraph(sentences, index, readText));
}

function listRange(start: number, end: number): readonly number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, i) => start + i);
}

/** Each paragraph's share of these sentences, which follow one another. */
function joinParagraphs(sentences: SentenceList, indices: readonly number[], readText: ReadText): readonly string[] {
  const paragraphs: string[] = [];
  for (const index of indices) {
    const { text } = sentences.at(index);
    const continues = index !== indices[0] && isSameParagraph(sentences, index - 1, readText);
    paragraphs.push(continues ? `${paragraphs.pop() ?? ""} ${text}` : text);
  }
  return paragraphs;
}

/** Sentences on each side whose words are listed: the host may not read a whole long document at once. */
const WORDS_REACH = 200;
/** Shorter words are of one piece. */
const WORDS = /[\p{L}\p{M}]{4,}/gu;

function listWords(sentences: SentenceList, at: number): readonly string[] {
  const near = listRange(Math.max(0, at - WORDS_REACH), Math.min(sentences.count, at + WORDS_REACH));
  return [...new Set(near.flatMap((index) => sentences.at(index).text.match(WORDS) ?? []))];
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
  const text = readText(span);
  const targets = readTargets({ text, runs: [run], span }, selections);
  return targets && { text, targets, before: [], after: [], words: [], span };
}

/** Writes blanks as the document has them, where markup took signs from them: "[MASK*2] and [MASK*2]" in Markdown. */
function writeBlanks(
  text: string,
  targets: readonly MaskTarget[],
  readText: ReadText,
): Pick<FillContext, "text" | "targets"> {
  let written = text;
  let shift = 0;
  const moved = targets.map(({ mask, place }) => {
    const [start, end] = [mask.start + shift, mask.end + shift];
    const source = readText(place);
    if (findBlank(source) === undefined || written.slice(start, end) === source) return { mask: { start, end }, place };
    written = written.slice(0, start) + source + written.slice(end);
    shift += source.length - (end - start);
    return { mask: { start, end: start + source.length }, place };
  });
  return { text: written, targets: moved };
}

/** UTF-16 units that an excerpt shows on each side of a word. */
const EXCERPT_BEFORE = 44;
const EXCERPT_AFTER = 28;

/** The text around the masks, with these words in their places. @param words - `undefined` keeps what is in the text. */
export function readExcerpt({ text, targets }: FillContext, words: readonly string[] | undefined): string {
  const masks = targets.map(({ mask }) => mask);
  const [first, last] = [masks[0] ?? { start: 0, end: 0 }, masks.at(-1) ?? { start: 0, end: 0 }];
  const before = text.slice(0, first.start).replace(/\s+/g, " ");
  const after = text.slice(last.end).replace(/\s+/g, " ");
  const start = before.length > EXCERPT_BEFORE ? `…${before.slice(-EXCERPT_BEFORE).replace(/^\S*\s/, "")}` : before;
  const end = after.length > EXCERPT_AFTER ? `${after.slice(0, EXCERPT_AFTER).replace(/\s\S*$/, "")}…` : after;
  const middle = masks.map((mask, i) => {
    const between = text.slice(mask.end, masks[i + 1]?.start ?? mask.end);
    return (words?.[i] ?? text.slice(mask.start, mask.end)) + shorten(between);
  });
  return start + middle.join("") + end;
}

/** What stands between two masks, with its ends only if it is long. */
function shorten(between: string): string {
  const text = between.replace(/\s+/g, " ");
  if (text.length <= EXCERPT_BEFORE) return text;
  return `${text.slice(0, EXCERPT_AFTER).replace(/\s\S*$/, "")} … ${text.slice(-EXCERPT_AFTER).replace(/^\S*\s/, "")}`;
}

function readTargets(context: Sentence, selections: readonly Span[]): readonly MaskTarget[] | undefined {
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
  return targets;
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
