import { ChunkMemory } from "../../markup/chunkMemory";
import { tidyProse } from "../../markup/proseBuilder";
import { moveProse, type Prose, restoreProse } from "../../spans/sentence";
import type { Span } from "../../spans/span";
import { extractPlainText } from "../plain/extractPlainText";
import { ChunkReader, type ChunkReading } from "./chunkReader";
import { dropDisplayMath } from "./dropDisplayMath";
import { findOpenEnd } from "./findOpenEnd";
import { isTooMuchMarkdown } from "./isTooMuchMarkdown";
import { MarkdownChunks } from "./markdownChunks";
import { MarkdownEvents } from "./markdownEvents";
import { markTitles } from "./markTitles";
import { maskContainers } from "./maskContainers";
import { maskTemplates } from "./maskTemplates";

/** UTF-16 units; longer chunks are not tried where one goes on behind its end. */
const LONGEST_OPEN = 32_768;
/** Times the length of what was read before, and of one such chunk. */
const MOST_WASTED = 2;

/** Markdown, or a language that is written in it. */
export interface MarkdownDialect {
  /** The document, of the same length, with what the parser does not know written as Markdown. */
  readonly masked: string;
  /** Everything but a chunk that its reading depends on. */
  readonly basis: string;
  /** Reads a chunk; it may say that the chunk goes on behind its end. */
  readChunk(content: string): ChunkReading;
}

/**
 * The prose of a Markdown document; see `extractProse`. A chunk that would hold the parser up is read as plain text.
 *
 * @param memory - Helps most if it has read an earlier version of the document.
 */
export function extractMarkdown(text: string, memory = new ChunkMemory<ChunkReading>()): readonly Prose[] {
  const masked = maskContainers(maskTemplates(text));
  const parser = new MarkdownEvents(masked);
  const readChunk = (content: string): ChunkReading => readEvents(parser, content);
  return extractChunks(text, { masked, basis: parser.definitions, readChunk }, memory);
}

/** What a parser makes of a chunk. */
export function readEvents(parser: MarkdownEvents, content: string): ChunkReading {
  const reader = new ChunkReader(content, (line) => parser.isLazy(line));
  for (const event of parser.parse(content)) reader.read(event);
  return reader.finish();
}

/** The prose of a document that is cut as Markdown is. */
export function extractChunks(
  text: string,
  dialect: MarkdownDialect,
  memory = new ChunkMemory<ChunkReading>(),
): readonly Prose[] {
  memory.begin(dialect.basis);
  const { masked } = dialect;
  const chunks = new MarkdownChunks(masked);
  const read = (span: Span): ChunkReading => {
    const content = masked.slice(span.start, span.end);
    return memory.recall(content, () => dialect.readChunk(content));
  };
  const blocks: Prose[] = [];
  // UTF-16 units of tries that came to nothing: where many chunks go on without end, most are not tried.
  let wasted = 0;
  for (let chunk = chunks.next(); chunk !== undefined; chunk = chunks.next()) {
    if (isTooMuchMarkdown(masked.slice(chunk.start, chunk.end))) {
      for (const block of extractPlainText(text, chunk)) blocks.push(block);
      continue;
    }
    let reading = read(chunk);
    if (reading.fault === "open" && wasted <= MOST_WASTED * (chunk.start + LONGEST_OPEN)) {
      const longer = readLonger(masked, chunk, read);
      if (longer.reading === undefined) wasted += longer.end - chunk.start;
      else [chunk, reading] = [{ start: chunk.start, end: longer.end }, longer.reading];
      chunks.moveTo(chunk.end);
    }
    for (const block of reading.blocks) {
      // What was masked may be prose all the same: to the parser, U+2028 ends no line.
      const restored = tidyProse(restoreProse(moveProse(block, chunk.start), text), []);
      if (restored !== undefined) blocks.push(restored);
    }
    const end = findOpenEnd(masked, chunk, reading);
    if (end !== undefined) chunks.moveTo(end);
  }
  return markTitles(dropDisplayMath(blocks), masked);
}

/** Reads a chunk with those behind it, ever more of them, until it is whole; `end` is where the last try ended. */
function readLonger(
  text: string,
  { start, end }: Span,
  read: (span: Span) => ChunkReading,
): { readonly reading?: ChunkReading; readonly end: number } {
  const chunks = new MarkdownChunks(text, end);
  for (let tries = 0; ; tries++) {
    // One chunk more at first, then twice as much: each try reads everything anew.
    const least = tries < 8 ? end + 1 : start + 2 * (end - start);
    for (let next = chunks.next(); next !== undefined; next = chunks.next()) {
      end = next.end;
      if (end >= least) break;
    }
    const isLast = end < least;
    if (end - start > LONGEST_OPEN || isTooMuchMarkdown(text.slice(start, end))) return { end };
    const reading = read({ start, end });
    if (reading.fault === undefined) return { reading, end };
    if (reading.fault === "invalid" || isLast) return { end };
  }
}
