import { execFile } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { createChildChannel } from "../../src/engine/channels/childChannel";
import { createEngineClient, type EngineClient } from "../../src/engine/client/engineClient";
import { findEngines } from "../integration/findEngines";
import type { EngineFigures, EngineQuestion } from "./measureEngine";
import { interleave, median } from "./rounds";

/** Longest pause between two fills, of both kinds of round: most are of another length, lest they keep step with the load. */
const MAX_PAUSE_MS = 60;
/** Cycles before the first that counts, in which the heap takes its size and code is compiled. */
const WARM_CYCLES = 20;

process.once("message", (question: EngineQuestion) => {
  void measure(question).then((figures) => process.send?.(figures, () => process.disconnect()));
});

async function measure(question: EngineQuestion): Promise<EngineFigures> {
  const fills = await withEngine(question, measureFills);
  if (process.platform === "win32") return { fills };
  return { fills, memory: await withEngine(question, measureMemory) };
}

async function withEngine<T>(
  question: EngineQuestion,
  use: (engine: EngineClient, question: EngineQuestion) => Promise<T>,
): Promise<T> {
  const engine = createEngineClient({ open: () => createChildChannel(question.engine) });
  try {
    return await use(engine, question);
  } finally {
    engine.dispose();
  }
}

async function measureFills(
  engine: EngineClient,
  { model, masked, sentences }: EngineQuestion,
): Promise<EngineFigures["fills"]> {
  for (const text of masked[0]!) await engine.request("fill", { model, text });
  await engine.request("tone", { model, sentences: masked[0]! });
  const found: Record<"idle" | "loaded", number[][]> = { idle: [], loaded: [] };
  await interleave(masked.length, ["idle", "loaded"] as const, async (kind, round) => {
    const time = () => timeFills(engine, model, masked[round]!);
    const times =
      kind === "idle" ? await time() : await whileWorking(engine, { model, sentences: sentences[round]! }, time);
    found[kind].push(times);
    return median(times);
  });
  return found;
}

async function timeFills(engine: EngineClient, model: string, texts: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (const [index, text] of texts.entries()) {
    // Whole milliseconds, in an order without a pattern that a step could follow.
    await setTimeout((index * 37) % MAX_PAUSE_MS);
    const start = performance.now();
    await engine.request("fill", { model, text });
    times.push(performance.now() - start);
  }
  return times;
}

/** @throws {Error} when the workspace's request ended before `use` did: then nothing was measured. */
async function whileWorking<T>(
  engine: EngineClient,
  { model, sentences }: Readonly<Record<"model", string> & Record<"sentences", readonly string[]>>,
  use: () => Promise<T>,
): Promise<T> {
  const stopped = new AbortController();
  const work = { isOver: false };
  await new Promise<void>((resolve, reject) => {
    const options = { lane: "workspace", signal: stopped.signal, onProgress: () => resolve() } as const;
    const tones = engine.request("tone", { model, sentences }, options);
    tones.then(() => (work.isOver = true)).then(() => resolve(), reject);
  });
  const result = await use();
  if (work.isOver) throw new Error(`tones of ${sentences.length} sentences were known too soon, expected more to do`);
  stopped.abort();
  return result;
}

/** Each cycle loads the bundled model, gets an answer of each kind and unloads it, in one engine's process. */
async function measureMemory(
  engine: EngineClient,
  { model, cycles, masked, sentences }: EngineQuestion,
): Promise<NonNullable<EngineFigures["memory"]>> {
  const memory: Record<"engine" | "owner", number[]> = { engine: [], owner: [] };
  for (let cycle = -WARM_CYCLES; cycle < cycles; cycle += 1) {
    await engine.request("fill", { model, text: masked[0]![0]! });
    await engine.request("tone", { model, sentences: sentences[0]!.slice(0, 1) });
    await engine.request("unload", { model });
    if (cycle < 0) continue;
    globalThis.gc?.();
    memory.owner.push(process.memoryUsage.rss());
    memory.engine.push(await readResident((await findEngines())[0]!));
  }
  return memory;
}

/** Bytes. */
async function readResident(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "-p", String(pid)]);
  return 1024 * Number(stdout);
}
