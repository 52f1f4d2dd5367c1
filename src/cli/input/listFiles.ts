import { stat } from "node:fs/promises";
import path from "node:path";
import { glob } from "tinyglobby";
import { PROSE_ENDINGS } from "../../text/formats/format";
import { CliError } from "../cliError";

const DEFAULT_PATTERNS = PROSE_ENDINGS.map((ending) => `**/*.${ending}`);
const IGNORED = ["**/node_modules/**", "**/.git/**"];

/**
 * The files that paths and patterns name, each once, in order of naming and then by name. A path is a path even if it
 * reads like a pattern; a folder stands for the documents in it. Relative ones are relative to `folder`,
 * and stay so.
 *
 * @throws {CliError} `no-files` for a path or pattern that names none.
 */
export async function listFiles(patterns: readonly string[], folder: string): Promise<readonly string[]> {
  if (patterns.length === 0) return findMatches(DEFAULT_PATTERNS, folder);
  const files: string[] = [];
  for (const pattern of patterns) {
    const found = await findOf(pattern, folder);
    if (found.length === 0) throw new CliError("no-files", `"${pattern}": no such file, and no file of that pattern`);
    files.push(...found);
  }
  return [...new Set(files)];
}

async function findOf(pattern: string, folder: string): Promise<readonly string[]> {
  const named = path.resolve(folder, pattern);
  const kind = await findKind(named);
  if (kind === "file") return [path.normalize(pattern)];
  if (kind === undefined) return findMatches([pattern], folder);
  const found = await findMatches(DEFAULT_PATTERNS, named);
  return found.map((file) => path.join(pattern, file));
}

async function findKind(name: string): Promise<"file" | "folder" | undefined> {
  try {
    return (await stat(name)).isDirectory() ? "folder" : "file";
  } catch {
    return undefined;
  }
}

async function findMatches(patterns: readonly string[], folder: string): Promise<string[]> {
  return (await glob(patterns, { cwd: folder, ignore: IGNORED, expandDirectories: false })).sort();
}
