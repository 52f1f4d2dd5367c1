import { parentPort, workerData } from "node:worker_threads";
import { hashFile } from "./library/download/hashFile";
import type { HashData, HashMessage } from "./library/download/hashInThread";

/** Entry of a thread that hashes one file and ends. */
const { file, algorithm } = workerData as HashData;
const send = (message: HashMessage) => parentPort?.postMessage(message);

hashFile(file, algorithm, (bytes) => send({ bytes })).then(
  (hash) => send({ hash }),
  (error: unknown) => send({ failure: error instanceof Error ? error.message : String(error) }),
);
