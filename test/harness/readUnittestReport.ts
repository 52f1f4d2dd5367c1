import type { Results } from "./writeResults";

/**
 * Reads the report of Python's `unittest -v`: `Ran 12 tests …`, `FAILED (failures=1, errors=2)`, `… skipped 'why'`.
 *
 * @param succeeded - It ended with code 0. If not, there is at least one failure, whatever it printed.
 */
export function readUnittestReport(report: string, succeeded: boolean): Results {
  const ran = Number(/^Ran (\d+) tests?/m.exec(report)?.[1] ?? 0);
  const summary = /^FAILED \((.*)\)$/m.exec(report)?.[1] ?? "";
  const counts = [...summary.matchAll(/(?:failures|errors|unexpected successes)=(\d+)/g)];
  const counted = counts.reduce((sum, match) => sum + Number(match[1]), 0);
  // "test_a (module.Class.test_a)", perhaps a docstring on a line of its own, "... ok" or "... skipped 'why'".
  const skipped = [...report.matchAll(/^(\w+) \(([^)]*)\)[^]*?\.\.\. (?:skipped ['"](.*)['"]|\S+)$/gm)]
    .filter((match) => match[3] !== undefined)
    .map((match) => ({ title: `${match[2] ?? ""} ${match[1] ?? ""}`, reason: match[3] }));
  // A class that is skipped as a whole has one line, and is not among the tests that ran.
  const skippedTests = skipped.filter(({ title }) => !title.endsWith(" setUpClass")).length;
  const failed = succeeded ? 0 : Math.max(counted, 1);
  const failures = report
    .split(/^={70}$/m)
    .slice(1)
    .flatMap((part) => {
      const title = /^(?:FAIL|ERROR): (.*)$/m.exec(part)?.[1];
      const message = /^\w[\w.]*(?:Error|Exception|Failure)\b.*$/m.exec(part)?.[0] ?? "see the report";
      return title === undefined ? [] : [{ title, message }];
    });
  return { passed: Math.max(ran - counted - skippedTests, 0), failed, failures, skipped };
}
