import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { openPython } from "./openPython";
import { skipAll, writeResults } from "./writeResults";

/** Compares Cloze with PyTorch and others on published weights. Arguments: mocha's, `-g` for example. */

const ROOT = resolve(import.meta.dirname, "../..");

const python = await openPython();
if ("missing" in python) writeResults(skipAll("test/witness", python.missing));
else process.exitCode = runWitness(python.path);

/** The answers, 400 MB with the weights, are there while the tests run. @returns The exit code. */
function runWitness(path: string): number {
  const folder = mkdtempSync(join(tmpdir(), "cloze-witness-"));
  try {
    process.stdout.write("Asking PyTorch …\n");
    const forms = join(folder, "forms");
    for (const [script, into] of [
      ["write_answers.py", folder],
      ["write_heads.py", folder],
      ["write_family.py", folder],
      ["write_compare.py", folder],
      ["write_forms.py", forms],
      ["write_published.py", folder],
    ] as const) {
      const asked = run(path, [`test/witness/${script}`, into]);
      if (asked !== 0) return asked;
    }
    const mocha = join(ROOT, "node_modules/mocha/bin/mocha.js");
    const options = ["--config", "test/witness/.mocharc.json", "--reporter", "test/harness/reporter.ts"];
    return run(process.execPath, [mocha, ...options, ...process.argv.slice(2)], {
      CLOZE_WITNESS: folder,
      CLOZE_WITNESS_PYTHON: path,
      CLOZE_WITNESS_FORMS: forms,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): number {
  const { status } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
    // Nothing is fetched by the way: the weights came with the packages.
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1", HF_HUB_OFFLINE: "1", ...env },
  });
  return status ?? 1;
}
