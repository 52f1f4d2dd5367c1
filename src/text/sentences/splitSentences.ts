import { ChunkMemory } from "../markup/chunkMemory";
import { ProseBuilder, ProseSlicer } from "../markup/proseBuilder";
import type { Prose, Sentence } from "../spans/sentence";
import type { Span } from "../spans/span";
import { trimSpan } from "../spans/trimSpan";
import { isSentenceEnd } from "./isSentenceEnd";

/** UTF-16 units on each side of a possible end that a rule looks at: enough for the longest words. */
const CONTEXT = 60;

/** UTF-16 units that the segmenter reads at a time, and how many of them serve only to see how a segment before ends. */
const WINDOW = 2048;
const LOOKAHEAD = 256;

const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

/**
 * The sentences of a block of prose, without the white space between them. Those of which nothing is in the document
 * are left out.
 *
 * @param memory - Remembers where blocks are cut.
 */
export function splitSentences(prose: Prose, memory = new ChunkMemory<readonly Span[]>()): readonly Sentence[] {
  const slicer = new ProseSlicer(prose);
  const sentences: Sentence[] = [];
  for (const span of memory.recall(prose.text, () => [...listSentenceSpans(prose.text)])) {
    const builder = new ProseBuilder(prose.kind);
    slicer.addTo(builder, span);
    const sentence = builder.finish();
    if (sentence !== undefined) sentences.push(sentence);
  }
  return sentences;
}

/** Unicode's segments, joined where the rules see no end. */
function* listSentenceSpans(text: string): Generator<Span> {
  let start = 0;
  for (const end of listSegmentEnds(text)) {
    if (end < text.length && !isEndAt(text, { start, end })) continue;
    yield* keepText(text, { start, end });
    start = end;
  }
}

/**
 * The segmenter's time grows with the square of the text, so it reads windows. Near the end of a window it may answer
 * otherwise than it would with more text, so those answers are dropped; a segment that fits no window is read in a
 * longer one.
 */
function* listSegmentEnds(text: string): Generator<number> {
  let size = WINDOW;
  for (let start = 0; start < text.length;) {
    // To Unicode an ellipsis does not end a sentence, but a stop does; both are one unit long.
    const window = text.slice(start, start + size).replaceAll("…", ".");
    const isLast = start + size >= text.length;
    let read = 0;
    for (const { index, segment } of segmenter.segment(window)) {
      const end = index + segment.length;
      if (!isLast && end > window.length - LOOKAHEAD) break;
      yield start + end;
      read = end;
      if (size > WINDOW) break;
    }
    start += read;
    size = read === 0 ? size * 2 : WINDOW;
  }
}

function* keepText(text: string, span: Span): Generator<Span> {
  const trimmed = trimSpan(text, span);
  if (trimmed.start < trimmed.end) yield trimmed;
}

function isEndAt(text: string, { start, end }: Span): boolean {
  const before = text.slice(Math.max(start, end - CONTEXT), end).trimEnd();
  return isSentenceEnd({ before, isWhole: end - start <= CONTEXT, after: text.slice(end, end + CONTEXT) });
}
