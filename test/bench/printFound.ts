import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Agreement } from "./checkAgreement";
import type { DeviceFigures } from "./measureDevices";
import type { Contest, Found } from "./measureGroups";
import { printRows } from "./printRows";

const OUT = resolve(import.meta.dirname, "../../out/bench");

/** Of the processor and of the run. */
export interface Machine {
  readonly processor: string;
  readonly processors: number;
  readonly node: string;
  /** Of onnxruntime-node. */
  readonly runtime: string;
  readonly load: number;
  readonly loadAfter: number;
  readonly seconds: number;
}

/** Prints the table and what is to be known of it, and keeps all of it as JSON. */
export function printFound(found: Found, machine: Machine, contest?: Contest): void {
  const { processor, processors, node, runtime, load, loadAfter, seconds } = machine;
  say(`\n${processor}, ${processors} processors; load ${load} before, ${loadAfter} after`);
  say(`Node ${node}, onnxruntime-node ${runtime}; ${seconds.toFixed(0)} s`);
  if (contest) explainContest(contest);
  say("medians of rounds, a ratio that of its rounds; spread: half the range of what is judged\n");
  printRows(found.rows, say);
  say("");
  for (const [name, { agreement, batches }] of Object.entries(found.models)) {
    say(`${name}: fp32 of either side: fills ${tell(agreement.fill)}; tones ${tell(agreement.tone)}`);
    // Seeded weights tell nothing of it: their first choices are hardly better than their second.
    if (name === "bundled") say(`${name}: int8 and fp32: fills ${tell(agreement.int8)}`);
    const tried = Object.entries(batches).map(([batch, ms]) => `${batch}: ${ms.toFixed(1)} ms`);
    say(`${name}: the other side's tone by batch size, a sentence: ${tried.join(", ")}; the best was timed`);
  }
  for (const [place, figures] of Object.entries(found.devices ?? {})) say(`${place}: ${tellDevice(figures)}`);
  const { rows, ...figures } = found;
  mkdirSync(OUT, { recursive: true });
  const path = join(OUT, `${new Date().toISOString().replace(/[:.]/g, "-")}.json`);
  const contenders = contest && { threads: contest.setting.threads, ...contest.other };
  writeFileSync(path, `${JSON.stringify({ machine, contenders, rows, figures }, undefined, 1)}\n`);
  say(`\n${path}`);
}

function explainContest({ other, setting }: Contest): void {
  say(`other: transformers.js ${other.version} on onnxruntime-node ${other.runtimeVersion}, same weights, in turn`);
  say(`threads of either side: ${setting.threads}; of rates a ratio over 1 is good, of time and memory one under 1`);
  say("int8: its weights were written before, as from the second start on; q8: what the other's quantize.py makes");
}

function tell({ same, shift }: Agreement): string {
  return `${(100 * same).toFixed(0)} % the same, probabilities within ${shift.toExponential(1)}`;
}

function tellDevice({ missing, shapes = [], memory }: DeviceFigures): string {
  if (missing !== undefined) return `cannot be had: ${missing.replace(/\s+/g, " ").slice(0, 200)}`;
  const furthest = Math.max(...shapes.map(({ difference }) => difference));
  const held = memory === undefined ? "" : `; ${(memory / 1e6).toFixed(0)} MB on the card`;
  return `log-probabilities within ${furthest.toExponential(1)} of the CPU${held}`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
