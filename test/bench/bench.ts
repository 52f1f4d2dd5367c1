import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import runtime from "onnxruntime-node/package.json" with { type: "json" };
import { findCacheFolder } from "../harness/installOnce";
import { MODEL_NAMES, prepareModel, type BenchModel, type ModelName } from "./benchModel";
import type { Agreement } from "./checkAgreement";
import type { Setting } from "./contenders";
import { drawTexts } from "./drawTexts";
import { installTransformers } from "./installTransformers";
import { measureModel, type ModelFigures } from "./measureModel";
import { chooseThreads, LONG_TOKENS, measurePeakShare, measureTokenizers } from "./measureParts";
import { printRows, reportModel, reportPeakShare, reportTokenizers, type Row } from "./report";

/**
 * Cloze against `@huggingface/transformers` on the same weights, side by side in one run. Each side has a process of
 * its own, they are asked in turn and never at once, and both must give the same answers before they are timed.
 */

const ROOT = resolve(import.meta.dirname, "../..");
const OUT = join(ROOT, "out", "bench");
const USAGE = `npm run bench -- [--quick] [--models mini,distil,base] [--threads n]

--quick    the bundled model alone
--models   mini (4 × 256, the bundled weights), distil (6 × 768) and base (12 × 768), seeded weights
--threads  of either side; as many as processors, 4 at most, unless said
`;

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n\n${USAGE}`);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { quick: { type: "boolean" }, models: { type: "string" }, threads: { type: "string" } },
  });
  const names = readNames(values.quick === true ? "mini" : (values.models ?? MODEL_NAMES.join(",")));
  const threads = readThreads(values.threads);
  const other = await installTransformers();
  const programs = await bundleSides();
  const setting: Setting = {
    threads,
    programs,
    entry: other.entry,
    cacheFolder: join(findCacheFolder(), "bench-int8"),
  };
  const models: BenchModel[] = [];
  for (const name of names) models.push(await prepareModel(name));
  const machine = {
    processor: cpus()[0]?.model ?? "unknown",
    processors: cpus().length,
    load: loadavg()[0],
    node: process.version,
    ...{ threads, runtime: runtime.version, transformers: other.version, theirRuntime: other.runtimeVersion },
  };
  const started = performance.now();
  const found = await measure(models, setting);
  const seconds = (performance.now() - started) / 1000;
  print(found, { ...machine, loadAfter: loadavg()[0], seconds });
}

interface Found {
  readonly rows: readonly Row[];
  readonly figures: Readonly<Record<string, ModelFigures>>;
}

async function measure(models: readonly BenchModel[], setting: Setting): Promise<Found> {
  const texts = drawTexts();
  const rows: Row[] = [];
  const figures: Record<string, ModelFigures> = {};
  for (const model of models) {
    process.stderr.write(`${model.name} …\n`);
    const found = await measureModel(model, texts, setting);
    figures[model.name] = found;
    rows.push(...reportModel(model, found));
  }
  process.stderr.write("parts …\n");
  const [first, last] = [models[0]!, models.at(-1)!];
  rows.push(reportTokenizers(await measureTokenizers(first, texts, setting)));
  for (const precision of ["fp32", "int8"] as const) {
    const share = await measurePeakShare(precision, last, setting);
    rows.push(reportPeakShare(`${last.name}: ${LONG_TOKENS} tokens : products alone, ${precision}, 1 thread`, share));
  }
  return { rows, figures };
}

type Machine = Readonly<Record<string, string | number | undefined>>;

function print({ rows, figures }: Found, machine: Machine): void {
  const { processor, processors, threads, load, loadAfter, node, runtime, transformers, theirRuntime, seconds } =
    machine;
  const say = (line: string) => process.stdout.write(`${line}\n`);
  say(`\n${processor}, ${processors} processors; load ${load} before, ${loadAfter} after`);
  say(`Cloze on onnxruntime-node ${runtime}, Node ${node}; other: transformers.js ${transformers} on ${theirRuntime}`);
  say(
    `threads of either side: ${threads}; medians of interleaved rounds, ratio Cloze : other; ${Number(seconds).toFixed(0)} s`,
  );
  say("of rates a ratio over 1 is good, of cold start and memory one under 1; spread: half the range of the ratio");
  say("int8: its weights were written before, as from the second start on; q8: what the other's quantize.py makes\n");
  printRows(rows);
  say("");
  for (const [name, { agreement, batches }] of Object.entries(figures)) {
    say(`${name}: fp32 of either side: fills ${tell(agreement.fill)}; tones ${tell(agreement.tone)}`);
    // Seeded weights tell nothing of it: their first choices are hardly better than their second.
    if (name === "mini") say(`${name}: int8 and fp32: fills ${tell(agreement.int8)}`);
    const tried = Object.entries(batches).map(([batch, ms]) => `${batch}: ${ms.toFixed(1)} ms`);
    say(`${name}: the other side's tone by batch size, a sentence: ${tried.join(", ")}; the best was timed`);
  }
  mkdirSync(OUT, { recursive: true });
  const path = join(OUT, `${new Date().toISOString().replace(/[:.]/g, "-")}.json`);
  writeFileSync(path, `${JSON.stringify({ machine, rows, figures }, undefined, 1)}\n`);
  say(`\n${path}`);
}

function tell({ same, shift }: Agreement): string {
  return `${(100 * same).toFixed(0)} % the same, probabilities within ${shift.toExponential(1)}`;
}

function readNames(list: string): readonly ModelName[] {
  return list.split(",").map((text) => {
    const name = MODEL_NAMES.find((known) => known === text);
    if (name === undefined) throw new Error(`--models has "${text}", expected some of ${MODEL_NAMES.join(", ")}`);
    return name;
  });
}

function readThreads(text: string | undefined): number {
  if (text === undefined) return chooseThreads();
  const threads = Number(text);
  if (!Number.isInteger(threads) || threads < 1)
    throw new Error(`--threads is ${text}, expected a whole number from 1`);
  return threads;
}

/** As the extension ships it: one file, minified; nothing is translated when a process starts. */
async function bundleSides(): Promise<Setting["programs"]> {
  await build({
    entryPoints: {
      cloze: join(import.meta.dirname, "clozeSide.ts"),
      transformers: join(import.meta.dirname, "transformersSide.ts"),
    },
    outdir: OUT,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    minify: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["onnxruntime-node"],
    logLevel: "warning",
  });
  return { cloze: join(OUT, "cloze.cjs"), transformers: join(OUT, "transformers.cjs") };
}
