import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Called in the extension host: runs every bundled `*.itest.ts` beside this file. Rejects if a test fails. */
export async function run(): Promise<void> {
  // Mocha is an ES module; this bundle is CommonJS, which not every VS Code can have require() one.
  const { default: Mocha } = await import("mocha");
  const mocha = new Mocha({ ui: "bdd", timeout: 30_000, forbidOnly: true, color: false });
  const grep = process.env["CLOZE_TEST_GREP"];
  if (grep !== undefined && grep !== "") mocha.fgrep(grep);
  for (const file of readdirSync(__dirname).sort()) {
    if (file.endsWith(".itest.cjs")) mocha.addFile(join(__dirname, file));
  }
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} integration tests failed`);
}
