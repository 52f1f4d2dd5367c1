import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
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
  return readReport(stderr, status === 0);
}

/** unittest's verbose report: `Ran 12 tests …`, `FAILED (failures=1, errors=2)`, and `… skipped 'why'` lines. */
function readReport(report: string, ok: boolean): Results {
  const ran = Number(/^Ran (\d+) tests?/m.exec(report)?.[1] ?? 0);
  const summary = /^FAILED \((.*)\)$/m.exec(report)?.[1] ?? "";
  const failures = [...summary.matchAll(/(?:failures|errors|unexpected successes)=(\d+)/g)];
  const counted = failures.reduce((sum, match) => sum + Number(match[1]), 0);
  const skipped = [...report.matchAll(/^(\w+) \(([^)]*)\)[^]*?\.\.\. (?:(skipped) ['"](.*)['"]|\S+)$/gm)]
    .filter((match) => match[3] !== undefined)
    .map((match) => ({ title: `${match[2]}.${match[1]}`, reason: match[4] }));
  const failed = ok ? 0 : Math.max(counted, 1);
  // A class skipped as a whole is one line, and none of those that ran.
  const skippedTests = skipped.filter(({ title }) => !title.endsWith(".setUpClass")).length;
  return { passed: Math.max(ran - counted - skippedTests, 0), failed, skipped };
}
