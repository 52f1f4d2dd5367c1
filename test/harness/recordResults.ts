import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { findSkipReason } from "./skipBecause";

/** The results of one runner. Written as JSON to the file that the environment variable CLOZE_TEST_RESULTS names. */
export interface Results {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly { readonly title: string; readonly reason: string | undefined }[];
}

/** Writes a mocha run's results when it ends; does nothing if no file is named. A run that dies writes none. */
export function recordResults(runner: Mocha.Runner): void {
  const file = process.env["CLOZE_TEST_RESULTS"];
  if (file === undefined) return;
  let passed = 0;
  let failed = 0;
  const skipped: { title: string; reason: string | undefined }[] = [];
  runner.on("pass", () => passed++);
  runner.on("fail", () => failed++); // a failing hook counts, too
  runner.on("pending", (test: Mocha.Test) => skipped.push({ title: test.fullTitle(), reason: findSkipReason(test) }));
  runner.on("end", () => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ passed, failed, skipped } satisfies Results));
  });
}
