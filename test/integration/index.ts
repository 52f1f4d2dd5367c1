import { readdirSync } from "node:fs";
import { join } from "node:path";
import { format } from "node:util";
import { recordResults } from "../harness/recordResults";
import { TEST_LINE } from "../harness/testLine";

/** Called in the extension host: runs every bundled `*.itest.ts` beside this file. Rejects if a test fails. */
export async function run(): Promise<void> {
  // Mocha is an ES module, which this CommonJS bundle cannot require() in every VS Code.
  const { default: Mocha } = await import("mocha");
  const { Base } = Mocha.reporters;
  const print = Base.consoleLog;
  Base.consoleLog = (...args: unknown[]) => {
    for (const line of format(...args).split("\n")) print(TEST_LINE + line);
  };
  const mocha = new Mocha({ ui: "bdd", timeout: 30_000, forbidOnly: true, color: false });
  const filter = process.env["CLOZE_TEST_FILTER"];
  if (filter !== undefined && filter !== "") mocha.fgrep(filter);
  for (const file of readdirSync(__dirname).sort()) {
    if (file.endsWith(".itest.cjs")) mocha.addFile(join(__dirname, file));
  }
  const failures = await new Promise<number>((resolve) => recordResults(mocha.run(resolve)));
  if (failures > 0) throw new Error(`${failures} integration tests failed`);
}
