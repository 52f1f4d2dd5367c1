import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
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
  /** Files of tests to run at the same time in two halves: most of them keep one processor busy, and no more. */
  readonly halves?: string;
  /** Takes what it prints, which is printed when it has ended: that of two at once would be mixed. */
  readonly log?: string;
  /** It needs Python's packages. */
  readonly isPython?: boolean;
}

const RUNNERS: readonly Runner[] = [
  { name: "unit", script: "test:files", limitMs: 15 * 60_000, halves: "test/**/*.test.ts" },
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
  return runner.halves === undefined ? runOnce(runner) : runHalves(runner, runner.halves);
}

/** Every second file in each: the tests of a folder take about as long as each other. */
async function runHalves(runner: Runner, pattern: string): Promise<Results> {
  const files = globSync(pattern, { cwd: ROOT }).sort();
  const halves = await Promise.all(
    [0, 1].map((half) => {
      const part = { ...runner, name: `${runner.name}-${half + 1}`, ...(half === 1 && { log: "out/unit-2.log" }) };
      return runOnce(part, ["--", ...files.filter((_, i) => i % 2 === half)]);
    }),
  );
  return {
    passed: halves.reduce((sum, { passed }) => sum + passed, 0),
    failed: halves.reduce((sum, { failed }) => sum + failed, 0),
    failures: halves.flatMap(({ failures }) => failures),
    skipped: halves.flatMap(({ skipped }) => skipped),
  };
}

/** A runner that leaves no results, or fails without a failed test, counts as one failure. */
async function runOnce(runner: Runner, args: readonly string[] = []): Promise<Results> {
  const { name, script, limitMs } = runner;
  const file = join(ROOT, "out/results", `${name}.json`);
  rmSync(file, { force: true });
  const log = runner.log === undefined ? undefined : join(ROOT, runner.log);
  const output = log === undefined ? "inherit" : openSync(log, "w");
  const ok = await runScript([script, ...args], { limitMs, file, output });
  if (log !== undefined) process.stdout.write(readFileSync(log));
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
    // Not yet: another half has to end its processes, too.
    setImmediate(() => process.exit(1));
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  const [code] = (await once(child, "exit")) as [number | null];
  process.off("SIGINT", stop).off("SIGTERM", stop);
  clearTimeout(late);
  return code === 0;
}
