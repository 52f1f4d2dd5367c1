import { cpus, loadavg } from "node:os";
import runtime from "onnxruntime-node/package.json" with { type: "json" };
import { bundlePrograms } from "./bundlePrograms";
import { measureGroups, prepareContest } from "./measureGroups";
import { printFound } from "./printFound";
import { readOptions, USAGE } from "./readOptions";

/**
 * Cloze's speed: against `@huggingface/transformers` on the same weights, side by side in one run, and in its own
 * engine's process, command line and editor. docs/speed.md explains each measurement.
 */
await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n\n${USAGE}`);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const programs = await bundlePrograms();
  const isContest = options.groups.some((group) => group === "models" || group === "parts");
  const contest = isContest ? await prepareContest(options, programs) : undefined;
  // Few have set it, and for those Node 20 starts 45 ms later. From here on nothing connects to anything.
  delete process.env["NODE_EXTRA_CA_CERTS"];
  const load = readLoad();
  const started = performance.now();
  const found = await measureGroups(options, programs, contest);
  const seconds = (performance.now() - started) / 1000;
  const machine = {
    processor: cpus()[0]?.model ?? "unknown",
    processors: cpus().length,
    node: process.version,
    runtime: runtime.version,
    ...{ load, loadAfter: readLoad(), seconds },
  };
  printFound(found, machine, contest);
}

/** Of the last minute: processes that run or want to. */
function readLoad(): number {
  return loadavg()[0]!;
}
