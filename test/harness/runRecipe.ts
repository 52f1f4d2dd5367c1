import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { readUnittestReport } from "./readUnittestReport";
import type { Results } from "./recordResults";

/** Runs the training recipe's tests, in Python. They need PyTorch, as the system's package or in CLOZE_PYTHON. */

const ROOT = resolve(import.meta.dirname, "../..");
const python = process.env["CLOZE_PYTHON"] ?? "/usr/bin/python3";

const results = runRecipe();
const file = process.env["CLOZE_TEST_RESULTS"];
if (file !== undefined) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(results));
}
process.exitCode = results.failed > 0 ? 1 : 0;

function runRecipe(): Results {
  const missing = !existsSync(python)
    ? `no ${python} here`
    : spawnSync(python, ["-c", "import torch"]).status === 0
      ? undefined
      : `${python} has no torch`;
  if (missing !== undefined) {
    process.stdout.write(`Skipped: ${missing}.\n`);
    return { passed: 0, failed: 0, skipped: [{ title: "test/recipe", reason: missing }] };
  }
  const { stderr, stdout, status } = spawnSync(python, ["-m", "unittest", "discover", "-v", "-s", "test/recipe"], {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
  });
  process.stdout.write(`${stdout}${stderr}`);
  return readUnittestReport(stderr, status === 0);
}
