import { Worker } from "node:worker_threads";
import type { Fuzzer } from "./fuzzer";
import { Random } from "./random";

/** A case that takes longer is one that never ends. */
const MOST_SECONDS = 120;

/**
 * A thread that ends this process when a case does not end, and says which one: a loop without end lets no timer of its
 * own thread run. Messages: the name of the case that starts, or an empty one when it has ended.
 */
const WATCH = `
  const { parentPort } = require("node:worker_threads");
  const { writeSync } = require("node:fs");
  let timer;
  parentPort.on("message", (name) => {
    clearTimeout(timer);
    if (name === "") return;
    timer = setTimeout(() => {
      writeSync(2, "fuzz: this case has not ended after ${MOST_SECONDS} s: " + name + "\\n");
      process.kill(process.pid, "SIGKILL");
    }, ${MOST_SECONDS * 1000});
  });
`;
let watch: Worker | undefined;

/**
 * Runs one case of a fuzzer.
 *
 * @throws {Error} whose message says how to run this case alone; its cause is what the case threw.
 */
export async function runCase(fuzzer: Fuzzer, seed: number): Promise<void> {
  const again = `npm run fuzz -- --only ${fuzzer.name} --seed ${seed} --cases 1`;
  if (watch === undefined) {
    watch = new Worker(WATCH, { eval: true });
    watch.unref();
  }
  watch.postMessage(again);
  try {
    await fuzzer.run(new Random(seed));
  } catch (cause) {
    throw new Error(`${cause instanceof Error ? cause.message : String(cause)}\nOnce more: ${again}`, { cause });
  } finally {
    watch.postMessage("");
  }
}
