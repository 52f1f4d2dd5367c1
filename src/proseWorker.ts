import "./language/owner/speakAsOwner";
import { parentPort } from "node:worker_threads";
import { readMuting } from "./lint/readMuting";
import { packSentences } from "./prose/packedSentences";
import type { ProseAnswer, ProseQuestion } from "./prose/proseReader";
import { markForeign } from "./text/language/markForeign";
import { listSentences } from "./text/sentences/listSentences";
import { ProseMemory } from "./text/sentences/proseMemory";

const memory = new ProseMemory();
const mutingMemory = new ProseMemory();
let running = Promise.resolve();

/** The thread that finds the sentences of documents. It answers every question once, in order. */
parentPort?.on("message", (question: ProseQuestion) => {
  running = running.then(() => answer(question));
});

async function answer({ id, text, format }: ProseQuestion): Promise<void> {
  try {
    const sentences = await markForeign(text, format, listSentences(text, format, memory), memory.foreign);
    const packed = packSentences(sentences, readMuting(text, format, sentences, mutingMemory));
    const answer: ProseAnswer = { id, packed };
    parentPort?.postMessage(answer, [packed.rows.buffer, packed.runs.buffer]);
  } catch (error) {
    const answer: ProseAnswer = { id, failure: error instanceof Error ? error.name : typeof error };
    parentPort?.postMessage(answer);
  }
}
