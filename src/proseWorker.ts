import { parentPort } from "node:worker_threads";
import { packSentences } from "./editor/packedSentences";
import type { ProseAnswer, ProseQuestion } from "./editor/proseReader";
import { findMuted } from "./text/findMuted";
import { findSentences, ProseMemory } from "./text/findSentences";

const memory = new ProseMemory();
const mutedMemory = new ProseMemory();

/** The thread in which the editor's documents become sentences; one answer for each question, in order. */
parentPort?.on("message", ({ id, text, format }: ProseQuestion) => {
  try {
    const sentences = findSentences(text, format, memory);
    const packed = packSentences(sentences, findMuted(text, format, sentences, mutedMemory));
    const answer: ProseAnswer = { id, packed };
    parentPort?.postMessage(answer, [packed.rows.buffer, packed.runs.buffer]);
  } catch (error) {
    const answer: ProseAnswer = { id, failure: error instanceof Error ? error.name : typeof error };
    parentPort?.postMessage(answer);
  }
});
