import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { type Fuzzer, listFuzzers } from "./fuzzer";
import { runCase } from "./runCase";

/**
 * `npm run fuzz -- --minutes N`: draws cases of every fuzzer in turn until the time is over, and prints each failure
 * with the seed of its case. `--only <name>` for one fuzzer, `--seed <number>` for the first seed, `--cases <count>`
 * for a count instead of a time.
 */

/** Cases that one fuzzer runs before the next one has its turn. */
const TURN = 20;
/** More failures say nothing new. */
const MOST_FAILURES = 10;

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "1" },
    only: { type: "string" },
    seed: { type: "string" },
    cases: { type: "string" },
  },
});
const all = await listFuzzers();
const fuzzers = all.filter(({ name }) => values.only === undefined || name === values.only);
if (fuzzers.length === 0) {
  throw new Error(`--only is "${values.only}", expected one of ${all.map(({ name }) => name).join(", ")}`);
}
const seed = values.seed === undefined ? randomInt(2 ** 31) : readWhole("--seed", values.seed);
const cases = values.cases === undefined ? Infinity : readWhole("--cases", values.cases);
const end = cases === Infinity ? Date.now() + Number(values.minutes) * 60_000 : Infinity;
process.stdout.write(`seed ${seed}: ${fuzzers.map(({ name }) => name).join(", ")}\n`);

let failures = 0;
let done = 0;
for (let first = seed; first - seed < cases && Date.now() < end && failures < MOST_FAILURES; first += TURN) {
  for (const fuzzer of fuzzers) await runTurn(fuzzer, first);
}
for (const fuzzer of fuzzers) await fuzzer.close?.();
process.stdout.write(`${done} cases, ${failures} failed\n`);
process.exitCode = failures > 0 ? 1 : 0;

async function runTurn(fuzzer: Fuzzer, first: number): Promise<void> {
  for (let each = first; each < first + TURN && each - seed < cases && Date.now() < end; each++) {
    done++;
    try {
      await runCase(fuzzer, each);
    } catch (error) {
      failures++;
      process.stdout.write(`\n${fuzzer.name}: ${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
}

function readWhole(option: string, value: string): number {
  if (!/^\d+$/.test(value)) throw new Error(`${option} is "${value}", expected a whole number`);
  return Number(value);
}
