import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** The results of one runner. */
export interface Results {
  readonly passed: number;
  readonly failed: number;
  /** What failed, as far as the runner names it: a long log has its end read first. */
  readonly failures: readonly { readonly title: string; readonly message: string }[];
  readonly skipped: readonly { readonly title: string; readonly reason: string | undefined }[];
}

/** Writes them as JSON to the file that the environment variable CLOZE_TEST_RESULTS names; does nothing if it names none. */
export function writeResults(results: Results): void {
  const file = process.env["CLOZE_TEST_RESULTS"];
  if (file === undefined) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(results));
}

/** The results of a runner that can run nothing here. */
export function skipAll(title: string, reason: string): Results {
  process.stdout.write(`Skipped: ${reason}.\n`);
  return { passed: 0, failed: 0, failures: [], skipped: [{ title, reason }] };
}
