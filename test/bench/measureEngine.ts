import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cacheEnvironment } from "../harness/cacheEnvironment";
import { hideWord, type Texts } from "./drawTexts";

const FULL = { cycles: 100, rounds: 3, fills: 60 };
const QUICK = { cycles: 20, rounds: 2, fills: 40 };
/** Of the workspace request in each round: more than any processor reads while the fills are asked. */
const SENTENCES = 10_000;

/** What the owner's process is asked. */
export interface EngineQuestion {
  /** The built engine's script, and the bundled model's folder. */
  readonly engine: string;
  readonly model: string;
  readonly cycles: number;
  /** A round's own each: a sentence whose tone is known costs nothing. */
  readonly masked: readonly (readonly string[])[];
  readonly sentences: readonly (readonly string[])[];
}

export interface EngineFigures {
  /** Milliseconds of each fill, by rounds. */
  readonly fills: Readonly<Record<"idle" | "loaded", readonly (readonly number[])[]>>;
  /** Resident bytes after each cycle of loading, asking and unloading; absent where the system does not tell. */
  readonly memory?: Readonly<Record<"engine" | "owner", readonly number[]>>;
}

export interface Bundled {
  readonly engine: string;
  readonly model: string;
}

/** The engine's process as the editor and the command line use it, from an owner in a process of its own. */
export async function measureEngine(
  program: string,
  { sentences }: Texts,
  { bundled, isQuick }: { readonly bundled: Bundled; readonly isQuick: boolean },
): Promise<EngineFigures> {
  const { cycles, rounds, fills } = isQuick ? QUICK : FULL;
  const masked = Array.from({ length: rounds }, (_, i) => sentences.slice(i * fills, (i + 1) * fills).map(hideWord));
  const work = Array.from({ length: rounds }, (_, i) => numberSentences(sentences, i * SENTENCES));
  const cache = await mkdtemp(join(tmpdir(), "cloze-bench-"));
  try {
    return await askOwner(program, cache, { ...bundled, cycles, masked, sentences: work });
  } finally {
    await rm(cache, { recursive: true, force: true });
  }
}

/** The sentences over and over, each with a number from `first` on, so that no two are the same. */
function numberSentences(sentences: readonly string[], first: number): readonly string[] {
  return Array.from({ length: SENTENCES }, (_, i) => `Number ${first + i}: ${sentences[i % sentences.length]!}`);
}

async function askOwner(program: string, cache: string, question: EngineQuestion): Promise<EngineFigures> {
  const child = fork(program, [], {
    // Its memory is read when its garbage is gone.
    execArgv: ["--expose-gc"],
    env: { ...process.env, ...cacheEnvironment(cache) },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const ended = once(child, "exit");
  const answered = once(child, "message");
  child.send(question);
  const [figures] = (await Promise.race([
    answered,
    ended.then(([code]) => {
      throw new Error(`${program} ended with ${String(code)}, expected figures`);
    }),
  ])) as [EngineFigures];
  await ended;
  return figures;
}
