import { readMuting } from "../lint/readMuting";
import { markForeign } from "../text/language/markForeign";
import { listSentences } from "../text/sentences/listSentences";
import { ProseMemory } from "../text/sentences/proseMemory";
import { packSentences } from "./packedSentences";
import type { ProseAnswer, ProseQuestion } from "./proseReader";

type Post = (answer: ProseAnswer, transfer: ArrayBuffer[]) => void;

/** What a thread that finds sentences does with each question: it answers every one once, in order. */
export function createProseFinder(post: Post): (question: ProseQuestion) => void {
  const memory = new ProseMemory();
  const mutingMemory = new ProseMemory();
  let running = Promise.resolve();
  const answer = async ({ id, text, format }: ProseQuestion) => {
    try {
      const sentences = await markForeign(text, format, listSentences(text, format, memory), memory.foreign);
      const packed = packSentences(sentences, readMuting(text, format, sentences, mutingMemory));
      post({ id, packed }, [packed.rows.buffer, packed.runs.buffer]);
    } catch (error) {
      post({ id, failure: error instanceof Error ? error.name : typeof error }, []);
    }
  };
  return (question) => {
    running = running.then(() => answer(question));
  };
}
