import type { CliContext } from "../cliContext";
import { printLine } from "../print/terminal";
import { listFiles, type Skipped } from "./listFiles";

/**
 * The files that paths and patterns name; see {@link listFiles}. A folder that cannot be read is said, and the exit code
 * is that of an error: documents may be missing.
 *
 * @throws {CliError} `no-files`
 */
export async function listAndTell(
  { folder, errors, exit }: Pick<CliContext, "folder" | "errors" | "exit">,
  patterns: readonly string[],
  languages?: readonly string[],
): Promise<readonly string[]> {
  const skipped: Skipped[] = [];
  try {
    return await listFiles(patterns, folder, { languages, onSkip: (each) => skipped.push(each) });
  } finally {
    for (const { file, reason } of skipped) {
      exit.code = 2;
      await printLine(errors, `cloze: ${file} ${reason}`);
    }
  }
}
