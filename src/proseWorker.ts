import "./language/owner/speakAsOwner";
import { parentPort } from "node:worker_threads";
import { createProseFinder } from "./prose/findProse";
import type { ProseQuestion } from "./prose/proseReader";

/** The thread that finds the sentences of documents. */
const find = createProseFinder((answer, transfer) => parentPort?.postMessage(answer, transfer));
parentPort?.on("message", (question: ProseQuestion) => find(question));
