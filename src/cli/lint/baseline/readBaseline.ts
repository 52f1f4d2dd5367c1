import path from "node:path";
import { CliError } from "../../cliError";
import { decodeText } from "../../input/decodeText";
import { readPlainFile } from "../../input/readPlainFile";

/** The findings that a repository had when it began, by `toEntry`, and how often. */
export type Baseline = ReadonlyMap<string, number>;

/** What a file of a baseline begins with. */
export const BASELINE_HEAD = "# cloze baseline 1";

/** A finding as a line of the file names it. */
export function toEntry({ rule, key }: { readonly rule: string; readonly key: string }): string {
  return `${rule} ${key}`;
}

/**
 * Reads a file that `writeBaseline` wrote. Lines may stand in any order and twice, as after a merge.
 *
 * @param name - Relative to `folder`.
 * @throws {CliError} `bad-input`
 */
export async function readBaseline(name: string, folder: string): Promise<Baseline> {
  const bytes = await readPlainFile(path.resolve(folder, name)).catch((cause: unknown) => {
    if (cause instanceof CliError) throw new CliError("bad-input", `--baseline: ${name} ${cause.message}`, { cause });
    throw new CliError("bad-input", `--baseline: there is no file "${name}"; with --write-baseline it is made`, {
      cause,
    });
  });
  const [head, ...lines] = decodeText(bytes, `--baseline: ${name}`).split(/\r?\n/);
  if (head !== BASELINE_HEAD && !head?.startsWith(`${BASELINE_HEAD}:`)) {
    throw new CliError(
      "bad-input",
      `--baseline: ${name} does not begin "${BASELINE_HEAD}": it is no baseline of this version`,
    );
  }
  const counts = new Map<string, number>();
  for (const [index, line] of lines.entries()) {
    if (line === "" || line.startsWith("#")) continue;
    if (!/^[\w/-]+ [0-9a-f]{32}$/.test(line)) {
      throw new CliError("bad-input", `--baseline: ${name}: line ${index + 2}: expected a rule and 32 digits`);
    }
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return counts;
}
