import { isOneParagraph, type ReadText } from "../../blanks/fillContext";
import type { SentenceList } from "../../prose/packedSentences";
import { joinSentences } from "../../text/sentences/joinSentences";
import { findDocumentSpan, type Sentence } from "../../text/spans/sentence";
import type { Span } from "../../text/spans/span";

/** What is to be reworded, and where it stands. */
export interface RewordSource {
  /** The sentences, without their markup. */
  readonly prose: Sentence;
  /** The sentence before them in their paragraph. */
  readonly before: readonly string[];
  /** Ranges of the text that are not in the document as they are read, or have markup beside them. */
  readonly keep: readonly Span[];
}

/** A change of the document. */
export interface Replacement {
  /** In the document. */
  readonly span: Span;
  readonly text: string;
}

/** What may stand between two words, and is read as a space: nothing is lost where words across it are replaced. */
const SPACE = /^[ \t]*(?:\r?\n[ \t]*(?:(?:\/\/[/!]?|#|\*|>|--|;|%)[ \t]*)?)?$/;

/**
 * The sentences that a range touches.
 *
 * @param range - In the document; at a cursor it is empty.
 * @returns `undefined` where it touches none, or some of several paragraphs.
 */
export function findRewordSource(sentences: SentenceList, range: Span, readText: ReadText): RewordSource | undefined {
  const from = sentences.findIndex(range.start);
  const to = range.end > range.start ? sentences.findIndex(range.end - 1) : from;
  if (from === undefined || to === undefined || to < from) return undefined;
  const [first, last] = [sentences.spanAt(from), sentences.spanAt(to)];
  if (isOneParagraph(sentences, first, last, readText) !== true) return undefined;
  const indices = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const prose = joinSentences(indices.map((index) => sentences.at(index)));
  const hasBefore = from > 0 && isOneParagraph(sentences, sentences.spanAt(from - 1), first, readText) === true;
  return { prose, before: hasBefore ? [sentences.at(from - 1).text] : [], keep: listGaps(prose, readText) };
}

/** Placeholders, entities and markup; not a space, nor what is read as one. */
function listGaps({ text, runs }: Sentence, readText: ReadText): readonly Span[] {
  const gaps: Span[] = [];
  let [textEnd, end] = [0, runs[0]?.start ?? 0];
  for (const { textStart, start, length } of runs) {
    const between = readText({ start: end, end: start });
    const isSpace = text.slice(textEnd, textStart) === " " && SPACE.test(between);
    if (textStart > textEnd || between !== "") {
      if (!isSpace) gaps.push({ start: textEnd, end: textStart });
    }
    [textEnd, end] = [textStart + length, start + length];
  }
  return textEnd < text.length ? [...gaps, { start: textEnd, end: text.length }] : gaps;
}

/** The changes of the text as changes of the document. */
export function listReplacements(
  { prose }: RewordSource,
  edits: readonly { readonly start: number; readonly end: number; readonly text: string }[],
): readonly Replacement[] {
  return edits.map(({ start, end, text }) => {
    const span = findDocumentSpan(prose, { start, end });
    if (span === undefined) throw new RangeError(`no place for ${start}–${end} of ${prose.text.length}`);
    return { span, text };
  });
}
