import { stat } from "node:fs/promises";
import path from "node:path";
import { glob } from "tinyglobby";
import { listEndings, PROSE_ENDINGS } from "../../text/formats/format";
import { CliError } from "../cliError";

/** The name that stands for standard input; `./-` is a file of that name. */
export const STANDARD_INPUT = "-";
/** What the help of commands says of the arguments that {@link listFiles} takes. */
export const FILES_HELP =
  "files, folders (all documents in them, except in node_modules and .git), patterns, or - for standard input";

const IGNORED = ["**/node_modules/**", "**/.git/**"];

/**
 * The files that paths and patterns name, each once, in order of naming and then by name. What exists is taken as a path
 * even if it looks like a pattern; a folder stands for the documents in it. Relative paths are relative to `folder`, and
 * stay relative. {@link STANDARD_INPUT} stays as it is.
 *
 * @param patterns - None stand for all documents in `folder`.
 * @param languages - VS Code's identifiers of what a folder's documents are; default: all in which people write.
 * @throws {CliError} `no-files` for a path or pattern that names no file.
 */
export async function listFiles(
  patterns: readonly string[],
  folder: string,
  languages?: readonly string[],
): Promise<readonly string[]> {
  const endings = languages === undefined ? PROSE_ENDINGS : listEndings(languages);
  const documents = endings.map((ending) => `**/*.${ending}`);
  if (patterns.length === 0) return listMatches(documents, folder);
  const files: string[] = [];
  for (const pattern of patterns) {
    const found = await listNamed(pattern, folder, documents);
    if (found.length === 0) throw new CliError("no-files", `"${pattern}": no such file, and no file of that pattern`);
    files.push(...found);
  }
  return [...new Set(files)];
}

/** @param documents - Patterns for the files that a folder stands for. */
async function listNamed(pattern: string, folder: string, documents: readonly string[]): Promise<readonly string[]> {
  if (pattern === STANDARD_INPUT) return [pattern];
  const named = path.resolve(folder, pattern);
  const kind = await findKind(named);
  if (kind === "file") return [nameFile(path.normalize(pattern))];
  if (kind === undefined) return listMatches([pattern], folder);
  const found = await listMatches(documents, named);
  return found.map((file) => path.join(pattern, file));
}

async function findKind(name: string): Promise<"file" | "folder" | undefined> {
  try {
    return (await stat(name)).isDirectory() ? "folder" : "file";
  } catch {
    return undefined;
  }
}

async function listMatches(patterns: readonly string[], folder: string): Promise<string[]> {
  const found = await glob(patterns, { cwd: folder, ignore: IGNORED, expandDirectories: false });
  return found.sort().map(nameFile);
}

/** Keeps a file that is called "-" apart from standard input. */
function nameFile(file: string): string {
  return file === STANDARD_INPUT ? `.${path.sep}${file}` : file;
}
