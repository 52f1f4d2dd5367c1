import type { LocatedFinding } from "../../lint/located/locatedFinding";
import { locateFinding } from "../../lint/located/locateFinding";
import { LineIndex } from "../../text/spans/lineIndex";
import type { CliContext } from "../cliContext";
import type { Document } from "../input/readDocument";
import { describeError } from "../print/describeError";
import { lintFiles } from "./lintFiles";
import type { LintPlan } from "./readLintPlan";

export interface GatherOptions {
  /** Folder of the checkpoint. */
  readonly model: string;
  readonly plan: Pick<LintPlan, "runs" | "accepts">;
  /** Reads a file. @throws {CliError} if it cannot be read. */
  readonly read: (file: string) => Promise<Document>;
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of answers so far, which only rises. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

export interface FoundInFile {
  readonly file: string;
  /** With what is pointed at, as it stands there. */
  readonly finding: LocatedFinding & { readonly text: string };
}

export interface Gathered {
  readonly found: readonly FoundInFile[];
  readonly failures: readonly { readonly file: string; readonly message: string }[];
  /** How many were checked. */
  readonly sentences: number;
}

/**
 * Checks files and keeps all that was found, for callers that want one answer and not reports.
 *
 * @throws {EngineError} when every file would fail in the same way.
 */
export async function gatherFindings(
  context: Pick<CliContext, "engine">,
  files: readonly string[],
  { model, plan, read, signal, onProgress }: GatherOptions,
): Promise<Gathered> {
  const found: FoundInFile[] = [];
  const failures: Gathered["failures"][number][] = [];
  const skipped = new Set<string>();
  let sentences = 0;
  let before = 0;
  let last = 0;
  const outcomes = lintFiles(context, files, {
    ...{ model, runs: plan.runs, accepts: plan.accepts, why: false, read, signal },
    skip(rules, error) {
      if (plan.runs.every(({ rule }) => rules.includes(rule))) throw error;
      skipped.add(`${rules.map(({ id }) => id).join(", ")}: not checked: ${error.message}`);
    },
    report(_, done) {
      // Each group of files begins anew.
      if (done < last) before += last;
      last = done;
      onProgress?.(before + done);
    },
  });
  for await (const outcome of outcomes) {
    signal?.throwIfAborted();
    const { file } = outcome;
    if ("error" in outcome) {
      failures.push({ file, message: describeError(outcome.error) });
      continue;
    }
    sentences += outcome.sentences;
    const lines = new LineIndex(outcome.text);
    for (const finding of outcome.findings) {
      const text = outcome.text.slice(finding.span.start, finding.span.end);
      found.push({ file, finding: { ...locateFinding(finding, lines), text } });
    }
  }
  failures.push(...Array.from(skipped, (message) => ({ file: "", message })));
  return { found, failures, sentences };
}
