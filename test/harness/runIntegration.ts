import { resolve } from "node:path";
import { runInHost } from "./runInHost";

const TESTS = resolve(import.meta.dirname, "../../out/integration/index.cjs");

/** Runs test/integration in the extension host of a real VS Code. Arguments: words that test names must contain. */
try {
  await runInHost(TESTS, { CLOZE_TEST_FILTER: process.argv.slice(2).join(" ") });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
