import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { openPython } from "./openPython";
import { readUnittestReport } from "./readUnittestReport";
import { type Results, skipAll, writeResults } from "./writeResults";

/** Runs the training recipe's tests, in the Python that test/witness runs in. */

const ROOT = resolve(import.meta.dirname, "../..");

const python = await openPython();
const results = "missing" in python ? skipAll("test/recipe", python.missing) : runRecipe(python.path);
writeResults(results);
process.exitCode = results.failed > 0 ? 1 : 0;

function runRecipe(path: string): Results {
  const { stderr, stdout, status } = spawnSync(path, ["-m", "unittest", "discover", "-v", "-s", "test/recipe"], {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
  });
  process.stdout.write(`${stdout}${stderr}`);
  return readUnittestReport(stderr, status === 0);
}
