import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { globSync } from "tinyglobby";
import type { Results } from "./writeResults";

/**
 * `npm test`: runs every runner in turn, whether or not earlier ones failed, then prints the totals. Python's packages are
 * gigabytes: it uses them where they are, and installs them only if CLOZE_INSTALL_PYTHON is "1".
 */

const ROOT = resolve(import.meta.dirname, "../..");

interface Runner {
  readonly name: string;
  readonly script: string;
  /** A runner that takes longer is taken to hang: it is ended and counts as failed. */
  readonly limitMs: number;
  /** Files of tests, to run in parts: most of them keep one processor busy, and no more. */
  readonly files?: string;
  /** It needs Python's packages. */
  readonly isPython?: boolean;
}

/** Of the files of a runner. The tests of a folder take about as long as each other, so each part has some of every one. */
const PARTS = 6;

const RUNNERS: readonly Runner[] = [
  { name: "unit", script: "test:files", limitMs: 15 * 60_000, files: "test/**/*.test.ts" },
  { name: "integration", script: "test:integration", limitMs: 10 * 60_000 },
  { name: "end-to-end", script: "test:e2e", limitMs: 12 * 60_000 },
  { name: "witness", script: "test:witness", limitMs: 12 * 60_000, isPython: true },
  { name: "recipe", script: "test:recipe", limitMs: 6 * 60_000, isPython: true },
];

/** Python's packages are fetched while other tests run. What cannot be installed, the runner that needs it says. */
const installed = process.env["CLOZE_INSTALL_PYTHON"] === "1" ? installPython() : undefined;
let failed = 0;
const lines: string[] = [];
for (const runner of RUNNERS) {
  process.stdout.write(`\n── ${runner.name} ──\n`);
  if (runner.isPython === true) await installed;
  const results = await run(runner);
  failed += results.failed;
  lines.push(`${runner.name}: ${results.passed} passed, ${results.failed} failed, ${results.skipped.length} skipped`);
  for (const { title, message } of results.failures) lines.push(`  failed: ${title}: ${shorten(message)}`);
  for (const { title, reason } of results.skipped) {
    if (reason === undefined) failed++; // skipBecause() takes one
    lines.push(`  skipped: ${title}: ${reason ?? "no reason given, which counts as a failure"}`);
  }
}
process.stdout.write(`\n${lines.join("\n")}\n`);
process.exitCode = failed > 0 ? 1 : 0;

/** The first lines: a difference of two long values is in the log above. */
function shorten(message: string): string {
  const [first = "", ...more] = message.split("\n").slice(0, 12);
  return [first, ...more.map((line) => `    ${line}`)].join("\n");
}

async function installPython(): Promise<void> {
  mkdirSync(join(ROOT, "out"), { recursive: true });
  const output = openSync(join(ROOT, "out/python.log"), "w");
  await runScript(["test:python"], { limitMs: 12 * 60_000, output });
}

function run(runner: Runner): Promise<Results> {
  return runner.files === undefined ? runOnce(runner) : runParts(runner, runner.files);
}

/** Two parts at a time, the next whenever one ends. What the second prints at once with the first is shown at the end. */
async function runParts(runner: Runner, pattern: string): Promise<Results> {
  const files = globSync(pattern, { cwd: ROOT }).sort();
  const parts = Array.from({ length: PARTS }, (_, part) => files.filter((__, i) => i % PARTS === part));
  const left = [...parts.entries()];
  const found: Results[] = [];
  const log = join(ROOT, "out", `${runner.name}-beside.log`);
  mkdirSync(dirname(log), { recursive: true });
  const beside = openSync(log, "w");
  const work = async (output: "inherit" | number) => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [part, names] = next;
      found.push(await runOnce({ ...runner, name: `${runner.name}-${part + 1}` }, { args: ["--", ...names], output }));
    }
  };
  await Promise.all([work("inherit"), work(beside)]);
  process.stdout.write(readFileSync(log));
  return {
    passed: found.reduce((sum, { passed }) => sum + passed, 0),
    failed: found.reduce((sum, { failed }) => sum + failed, 0),
    failures: found.flatMap(({ failures }) => failures),
    skipped: found.flatMap(({ skipped }) => skipped),
  };
}

/** A runner that leaves no results, or fails without a failed test, counts as one failure. */
async function runOnce(
  { name, script, limitMs }: Runner,
  { args = [], output = "inherit" }: { readonly args?: readonly string[]; readonly output?: "inherit" | number } = {},
): Promise<Results> {
  const file = join(ROOT, "out/results", `${name}.json`);
  rmSync(file, { force: true });
  const ok = await runScript([script, ...args], { limitMs, file, output });
  const results: Results = existsSync(file)
    ? (JSON.parse(readFileSync(file, "utf8")) as Results)
    : { passed: 0, failed: 1, failures: [{ title: name, message: "it left no results" }], skipped: [] };
  return ok || results.failed > 0 ? results : { ...results, failed: 1 };
}

interface Script {
  readonly limitMs: number;
  /** Takes the results of tests. */
  readonly file?: string;
  readonly output: "inherit" | number;
}

/** Runs a script in its own process group, so that every process of a hanging run can be ended. */
async function runScript(
  [script = "", ...args]: readonly string[],
  { limitMs, file, output }: Script,
): Promise<boolean> {
  const child = spawn("npm", ["run", "--silent", script, ...args], {
    cwd: ROOT,
    stdio: ["ignore", output, output],
    env: { CLOZE_INSTALL_PYTHON: "0", ...process.env, ...(file !== undefined && { CLOZE_TEST_RESULTS: file }) },
    detached: process.platform !== "win32",
    shell: process.platform === "win32",
  });
  const end = (signal: NodeJS.Signals) => {
    if (child.pid !== undefined) process.kill(process.platform === "win32" ? child.pid : -child.pid, signal);
  };
  const late = setTimeout(() => {
    process.stderr.write(`${script}: still running after ${limitMs / 60_000} min, ended\n`);
    end("SIGKILL");
  }, limitMs);
  const stop = () => {
    end("SIGTERM");
    // Not yet: another part has to end its processes, too.
    setImmediate(() => process.exit(1));
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  const [code] = (await once(child, "exit")) as [number | null];
  process.off("SIGINT", stop).off("SIGTERM", stop);
  clearTimeout(late);
  return code === 0;
}
