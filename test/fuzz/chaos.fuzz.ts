import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync } from "node:fs";
import { setPriority, tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { createChildChannel } from "../../src/engine/channels/childChannel";
import { createEngineClient, type EngineClient } from "../../src/engine/client/engineClient";
import { EngineError } from "../../src/engine/protocol/engineError";
import { findEngines } from "../integration/findEngines";
import { damageFile } from "./damageFile";
import type { Fuzzer } from "./fuzzer";
import type { Random } from "./random";
import { openRivals, type Rivals } from "./rivals";

const ENGINE = path.resolve("dist", "engine.cjs");
/** A request that is not settled after this time never will be, however busy the machine is. */
const SETTLED_MS = 90_000;
const HANG_MS = 8000;

/** What a case is about. */
interface Scene {
  readonly random: Random;
  readonly client: EngineClient;
  readonly rivals: Rivals;
  /** Where the engine keeps its files. */
  readonly cache: string;
}

/**
 * Whatever befalls the engine, its cache and its model while it works: every request settles, no answer is wrong, the engine
 * answers as before once it is left in peace, and no process is left.
 *
 * Shown to catch a planted fault: an answer that is given to the next question too,
 * and answers of a loaded model whose file another one has replaced.
 */
export const fuzzer: Fuzzer = {
  name: "chaos",
  share: 3,
  async run(random: Random) {
    // Signals, limits and lists of processes are Linux's.
    if (process.platform !== "linux") return;
    const folder = mkdtempSync(path.join(tmpdir(), "cloze-chaos-"));
    const before = new Set(await findEngines());
    const client = createEngineClient({ open: () => openEngine(folder), hangMs: HANG_MS, restartDelayMs: 20 });
    const rivals = await openRivals(folder);
    const scene: Scene = { random, client, rivals, cache: path.join(folder, "cloze") };
    try {
      const asked: Promise<unknown>[] = [];
      for (let round = 0; round < 8; round++) {
        asked.push(...random.many(1, 4, () => ask(scene)));
        // A wrong answer fails the case at its end, with its seed, and not this process at once.
        for (const each of asked) each.catch(() => undefined);
        // Harm is done to a request at work more often than to an engine at rest.
        await Promise.race([asked.at(-1), setTimeout(random.below(random.oneOf([5, 40, 400])))]);
        await random.oneOf(HARMS)(scene);
      }
      await settle(Promise.all(asked));
      await settle(findPeace(scene));
    } finally {
      client.dispose();
      rivals.close();
      await settle(waitForEnd(before));
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function openEngine(cacheHome: string) {
  const kept = process.env["XDG_CACHE_HOME"];
  process.env["XDG_CACHE_HOME"] = cacheHome;
  try {
    return createChildChannel(ENGINE, { device: "cpu", cudaFolder: "", threads: 1 });
  } finally {
    if (kept === undefined) delete process.env["XDG_CACHE_HOME"];
    else process.env["XDG_CACHE_HOME"] = kept;
  }
}

/** Asks a question and checks its answer; an error will do if it is the engine's own, in a sentence. */
async function ask({ random, client, rivals }: Scene): Promise<void> {
  const abort = new AbortController();
  if (random.chance(0.15)) setImmediate(() => abort.abort());
  const lane = random.oneOf(["interactive", "visible", "workspace"] as const);
  const question = random.oneOf(rivals.questions);
  try {
    rivals.check(await question.ask(client, { lane, signal: abort.signal }), question);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    assert.ok(error.message.length > 0 && error.message.length <= 2500, error.message);
  }
}

type Harm = (scene: Scene) => void | Promise<void>;

const HARMS: readonly Harm[] = [
  () => setTimeout(50),
  () => signalEngine("SIGKILL"),
  async ({ random }) => {
    await signalEngine("SIGSTOP");
    await setTimeout(random.below(300));
    // One that is not woken is found to hang.
    if (random.chance(0.8)) await signalEngine("SIGCONT");
  },
  async () => {
    for (const pid of await findEngines()) ignoreGone(() => setPriority(pid, 19));
  },
  ({ cache }) => rmSync(cache, { recursive: true, force: true }),
  ({ random, cache }) => {
    const files = existsSync(cache) ? readdirSync(cache, { recursive: true, encoding: "utf8" }) : [];
    const found = files.map((name) => path.join(cache, name));
    if (found.length > 0) ignoreGone(() => damageFile(random, random.oneOf(found)));
  },
  // A disk that is full from now on, for this process.
  async () => {
    for (const pid of await findEngines()) {
      ignoreGone(() => execFileSync("prlimit", ["--pid", String(pid), "--fsize=1000"], { stdio: "ignore" }));
    }
  },
  ({ random, rivals }) => rivals.replace(random.oneOf([0, 1]), random.oneOf(["rename", "overwrite"])),
  async ({ random, rivals }) => {
    // Cut short, as a download that broke: from weights with other numbers the engine would answer soundly.
    truncateSync(rivals.file, random.below(statSync(rivals.file).size));
    await setTimeout(random.below(200));
    rivals.replace(random.oneOf([0, 1]), "rename");
  },
];

async function signalEngine(signal: NodeJS.Signals): Promise<void> {
  for (const pid of await findEngines()) ignoreGone(() => process.kill(pid, signal));
}

/** The process or the file may be gone before it is harmed. */
function ignoreGone(work: () => unknown): void {
  try {
    work();
  } catch {
    // There is nothing left to harm.
  }
}

/** With whole files, room on the disk and nobody to disturb it, the engine answers by the files that are there. */
async function findPeace({ client, rivals }: Scene): Promise<void> {
  client.restart();
  // The second one replaces a model that the engine has loaded.
  for (const rival of [0, 1]) {
    rivals.replace(rival, "rename");
    for (const question of rivals.questions) rivals.check(await question.ask(client, {}), question, rival);
  }
}

async function settle(work: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  const late = setTimeout(SETTLED_MS, undefined, { signal: over.signal }).then(() => assert.fail("it never settles"));
  late.catch(() => undefined);
  try {
    await Promise.race([work, late]);
  } finally {
    over.abort();
  }
}

async function waitForEnd(before: ReadonlySet<number>): Promise<void> {
  while ((await findEngines()).some((pid) => !before.has(pid) && isAlive(pid))) await setTimeout(20);
}

/** A process that has ended stays listed until its parent has heard of it. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
