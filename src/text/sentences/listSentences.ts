import { type BlockMemory, extractProse } from "../formats/extractProse";
import type { ChunkReading } from "../formats/markdown/extractMarkdown";
import type { Format } from "../formats/format";
import { ChunkMemory } from "../markup/chunkMemory";
import type { Prose, Sentence } from "../spans/sentence";
import type { Span } from "../spans/span";
import { splitSentences } from "./splitSentences";

/** What documents came to when they were read last; one for many documents helps most with the one that is edited. */
export class ProseMemory implements BlockMemory {
  readonly markdown = new ChunkMemory<ChunkReading>();
  readonly comments = new ChunkMemory<readonly Prose[]>();
  readonly latex = new ChunkMemory<readonly Prose[]>();
  readonly ends = new ChunkMemory<readonly Span[]>();
}

/** The sentences of a document, in its order. */
export function listSentences(text: string, format: Format, memory = new ProseMemory()): readonly Sentence[] {
  memory.ends.begin();
  return extractProse(text, format, memory).flatMap((block) => splitSentences(block, memory.ends));
}
