import type { BlockMemory } from "../formats/extractProse";
import type { ChunkReading } from "../formats/markdown/chunkReader";
import { ChunkMemory } from "../markup/chunkMemory";
import type { Prose } from "../spans/sentence";
import type { Span } from "../spans/span";

/** Remembers how documents were read. One memory for many documents helps most with the one that is edited. */
export class ProseMemory implements BlockMemory {
  readonly markdown = new ChunkMemory<ChunkReading>();
  readonly comments = new ChunkMemory<readonly Prose[]>();
  readonly latex = new ChunkMemory<readonly Prose[]>();
  /** The sentences of each block. */
  readonly sentences = new ChunkMemory<readonly Span[]>();
  /** Which sentences are not English. */
  readonly foreign = new ChunkMemory<boolean>();
}
