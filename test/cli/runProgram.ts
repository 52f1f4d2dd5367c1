import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

export const ROOT = path.resolve(import.meta.dirname, "../..");
export const CLI = path.join(ROOT, "dist/cli.cjs");

export interface Ended {
  readonly exitCode: number | null;
  /** That ended it. */
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs the built command line as a user does: in a process of its own, with the engine in another. */
export function start(words: readonly string[], folder = ROOT, environment: NodeJS.ProcessEnv = {}) {
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, [CLI, ...words], { cwd: folder, stdio: "pipe", env });
  let output = "";
  let errors = "";
  child.stdout.on("data", (data: Buffer) => (output += data.toString()));
  child.stderr.on("data", (data: Buffer) => (errors += data.toString()));
  // A command that reads no input may end before the input is written.
  child.stdin.on("error", () => undefined);
  const ended = once(child, "close").then(([exitCode, signal]): Ended => ({
    exitCode: exitCode as number | null,
    signal: signal as NodeJS.Signals | null,
    output,
    errors,
  }));
  return { child, ended };
}

export function run(words: readonly string[], { input = "", folder = ROOT, environment = {} } = {}): Promise<Ended> {
  const { child, ended } = start(words, folder, environment);
  child.stdin.end(input);
  return ended;
}

/** The engine's process id, where the system lists it. */
export function findChild(pid: number): number | undefined {
  const list = `/proc/${pid}/task/${pid}/children`;
  if (!existsSync(list)) return undefined;
  return Number.parseInt(readFileSync(list, "utf8"), 10);
}

/** No event tells when a process ends that is not a child of this one; mocha's timeout limits the wait. */
export async function waitForEnd(pid: number): Promise<void> {
  const stat = `/proc/${pid}/stat`;
  const isRunning = () => existsSync(stat) && !readFileSync(stat, "utf8").includes(") Z ");
  while (isRunning()) await new Promise((resolve) => setTimeout(resolve, 5));
}
