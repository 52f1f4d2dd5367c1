import { findSkipReason } from "./skipBecause";
import { writeResults } from "./writeResults";

/** Writes a mocha run's results when it ends. A run that dies writes none. */
export function recordResults(runner: Mocha.Runner): void {
  let passed = 0;
  let failed = 0;
  const skipped: { title: string; reason: string | undefined }[] = [];
  runner.on("pass", () => passed++);
  runner.on("fail", () => failed++); // a failing hook counts, too
  runner.on("pending", (test: Mocha.Test) => skipped.push({ title: test.fullTitle(), reason: findSkipReason(test) }));
  runner.on("end", () => writeResults({ passed, failed, skipped }));
}
