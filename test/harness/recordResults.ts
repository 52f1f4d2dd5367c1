import { findSkipReason } from "./skipBecause";
import { writeResults } from "./writeResults";

/** Writes a mocha run's results when it ends. A run that dies writes none. */
export function recordResults(runner: Mocha.Runner): void {
  let passed = 0;
  const failures: { title: string; message: string }[] = [];
  const skipped: { title: string; reason: string | undefined }[] = [];
  runner.on("pass", () => passed++);
  // A failing hook counts, too.
  runner.on("fail", (test: Mocha.Runnable, error: Error) => {
    failures.push({ title: test.fullTitle(), message: error.message });
  });
  runner.on("pending", (test: Mocha.Test) => skipped.push({ title: test.fullTitle(), reason: findSkipReason(test) }));
  runner.on("end", () => writeResults({ passed, failed: failures.length, failures, skipped }));
}
