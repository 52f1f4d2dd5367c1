import { extractProse } from "../formats/extractProse";
import type { Format } from "../formats/format";
import type { Sentence } from "../spans/sentence";
import { ProseMemory } from "./proseMemory";
import { splitSentences } from "./splitSentences";

/** The sentences of a document, in document order. */
export function listSentences(text: string, format: Format, memory = new ProseMemory()): readonly Sentence[] {
  memory.sentences.begin();
  return extractProse(text, format, memory).flatMap((block) => splitSentences(block, memory.sentences));
}
