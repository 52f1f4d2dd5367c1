import { extractProse, type Format } from "./extractProse";
import type { PieceReading } from "./extractMarkdown";
import { PartMemory } from "./partMemory";
import type { Sentence } from "./sentence";
import type { Span } from "./span";
import { splitSentences } from "./splitSentences";

export type { Format } from "./extractProse";

/** What documents came to when they were read last; one for many documents helps most with the one that is edited. */
export class ProseMemory {
  readonly pieces = new PartMemory<PieceReading>();
  readonly ends = new PartMemory<readonly Span[]>();
}

/** The sentences of a document, in its order. */
export function findSentences(text: string, format: Format, memory = new ProseMemory()): readonly Sentence[] {
  memory.ends.begin();
  return extractProse(text, format, memory.pieces).flatMap((block) => splitSentences(block, memory.ends));
}
