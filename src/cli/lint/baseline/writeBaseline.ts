import { rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { CliError } from "../../cliError";
import { BASELINE_HEAD } from "./readBaseline";

/**
 * Writes entries as a file for the repository: sorted, a line each, so that two branches change different lines.
 *
 * @param name - Relative to `folder`.
 * @throws {CliError} `lost-output`
 */
export async function writeBaseline(name: string, folder: string, entries: readonly string[]): Promise<void> {
  const file = path.resolve(folder, name);
  const temporary = `${file}.${process.pid}.tmp`;
  const head = `${BASELINE_HEAD}: findings that cloze lint leaves out, as hashes; made by --write-baseline`;
  try {
    await writeFile(temporary, `${[head, ...[...entries].sort()].join("\n")}\n`);
    await rename(temporary, file);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    const { code = String(cause) } = cause as NodeJS.ErrnoException;
    throw new CliError("lost-output", `--write-baseline: "${name}" cannot be written: ${code}`, { cause });
  }
}
