import { parentPort, workerData } from "node:worker_threads";
import type { CheckData } from "./engine/weights/checkInThread";
import { checkStart } from "./graph/int8/checkStart";

/** Entry of a thread that computes the checksum of one file and ends. It never touches ONNX Runtime, which crashes in threads. */
const { path, length } = workerData as CheckData;
parentPort?.postMessage(checkStart(path, length));
