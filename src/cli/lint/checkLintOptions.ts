import { CliError } from "../cliError";
import type { FileOptions } from "./planFiles";
import type { LintFlags } from "./readLintPlan";
import { readTargets, type ReportTarget, type TargetOptions } from "./reports/readTargets";

/** The options of `cloze lint`. */
export interface LintOptions extends TargetOptions, FileOptions, Omit<LintFlags, "own"> {
  /** Files of tones. */
  readonly with?: readonly string[];
  readonly model: string;
  /** A model that labels words: what it finds is no slip. */
  readonly namesModel?: string;
  readonly why?: boolean;
  /** So many findings are no failure. */
  readonly maxFindings?: number;
  /** A file of findings that are left out. */
  readonly baseline?: string;
  readonly writeBaseline?: boolean;
  readonly fix?: boolean;
  readonly write?: boolean;
}

/**
 * The reports to write. With `--fix` alone the diff is what is printed.
 *
 * @throws {CliError} `bad-usage` for options that do not go together.
 */
export function checkLintOptions(options: LintOptions): readonly ReportTarget[] {
  const { diff, staged, shard, baseline, writeBaseline, fix, write } = options;
  const refuse = (message: string) => {
    throw new CliError("bad-usage", message);
  };
  if (write === true && fix !== true) refuse("--write writes what --fix mends: give both");
  if (writeBaseline === true) {
    if (baseline === undefined) refuse("--write-baseline needs --baseline with the file to write");
    const part =
      diff !== undefined ? "--diff" : staged === true ? "--staged" : shard !== undefined ? "--shard" : undefined;
    if (part !== undefined)
      refuse(`--write-baseline is of all files, and ${part} reads a part: the rest would be lost`);
    if (fix === true) refuse("--write-baseline keeps findings, and --fix mends them: give one of them");
  }
  const targets = readTargets(options);
  if (fix !== true || write === true) return targets;
  const [printed] = targets;
  if (printed !== undefined && printed.name !== "text") {
    refuse(`--fix prints a diff, and so does not print ${printed.name}: --output ${printed.name}=<file>, or --write`);
  }
  return targets.slice(1);
}
