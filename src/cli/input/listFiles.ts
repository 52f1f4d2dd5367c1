import { realpath, stat } from "node:fs/promises";
import path from "node:path";
import { glob } from "tinyglobby";
import { listEndings, PROSE_ENDINGS } from "../../text/formats/format";
import { CliError } from "../cliError";

/** The name that stands for standard input; `./-` is a file of that name. */
export const STANDARD_INPUT = "-";

/** Other folders with a dot are read: `.github` has documents. */
const IGNORED = ["node_modules", ".git", ".hg", ".svn"].map((folder) => `**/${folder}/**`);

/**
 * The files that paths and patterns name, each once, in order of naming and then by name; one that links lead to as well
 * is once too. What exists is taken as a path even if it looks like a pattern; a folder stands for the documents in it,
 * whatever the case of their endings. Relative paths are relative to `folder`, and stay relative.
 * {@link STANDARD_INPUT} stays as it is.
 *
 * @param patterns - None stand for all documents in `folder`.
 * @param languages - VS Code's identifiers of what a folder's documents are; default: all in which people write.
 * @throws {CliError} `no-files` for a path or pattern that names no file, or if nothing is named and there is none.
 */
export async function listFiles(
  patterns: readonly string[],
  folder: string,
  languages?: readonly string[],
): Promise<readonly string[]> {
  const endings = languages === undefined ? PROSE_ENDINGS : listEndings(languages);
  if (patterns.length === 0) {
    const found = await listDocuments(folder, endings);
    if (found.length === 0)
      throw new CliError("no-files", `no document in ${folder}: name a file, a folder or a pattern`);
    return found;
  }
  const files: string[] = [];
  for (const pattern of patterns) files.push(...(await listNamed(pattern, folder, endings)));
  return dropLinked(files, folder);
}

/** @param endings - Of the files that a folder stands for. */
async function listNamed(pattern: string, folder: string, endings: readonly string[]): Promise<readonly string[]> {
  if (pattern === STANDARD_INPUT) return [pattern];
  const named = path.resolve(folder, pattern);
  const kind = await findKind(named);
  if (kind === "file") return [nameFile(path.normalize(pattern))];
  const found = kind === "folder" ? await listDocuments(named, endings) : await listMatches([pattern], folder);
  if (found.length === 0) {
    const reason = kind === "folder" ? "no document in this folder" : "no such file, and no file of that pattern";
    throw new CliError("no-files", `"${pattern}": ${reason}`);
  }
  return kind === "folder" ? found.map((file) => path.join(pattern, file)) : found;
}

async function findKind(name: string): Promise<"file" | "folder" | undefined> {
  try {
    return (await stat(name)).isDirectory() ? "folder" : "file";
  } catch {
    return undefined;
  }
}

async function listDocuments(folder: string, endings: readonly string[]): Promise<readonly string[]> {
  if (endings.length === 0) return [];
  const patterns = endings.map((ending) => `**/*.${ending}`);
  return listMatches(patterns, folder, { caseSensitiveMatch: false });
}

async function listMatches(
  patterns: readonly string[],
  folder: string,
  options: { readonly caseSensitiveMatch?: boolean } = {},
): Promise<readonly string[]> {
  const found = await glob(patterns, { cwd: folder, ignore: IGNORED, expandDirectories: false, dot: true, ...options });
  return dropLinked(found.sort().map(nameFile), folder);
}

/** Of the names that lead to one file, keeps the first, or the first without a link in it. */
async function dropLinked(files: readonly string[], folder: string): Promise<readonly string[]> {
  const root = await findTarget(folder);
  const kept = new Map<string, { readonly file: string; readonly isLink: boolean }>();
  const targets = await Promise.all(
    files.map(async (file) => (file === STANDARD_INPUT ? file : findTarget(path.resolve(folder, file)))),
  );
  for (const [index, file] of files.entries()) {
    const target = targets[index] ?? file;
    const isLink = path.resolve(root, file) !== target;
    const known = kept.get(target);
    if (known === undefined || (known.isLink && !isLink)) kept.set(target, { file, isLink });
  }
  const names = new Set([...kept.values()].map(({ file }) => file));
  return [...new Set(files)].filter((file) => names.has(file));
}

/** The path without links; as it is if it leads nowhere. */
async function findTarget(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch {
    return file;
  }
}

/** Keeps a file that is called "-" apart from standard input. */
function nameFile(file: string): string {
  return file === STANDARD_INPUT ? `.${path.sep}${file}` : file;
}
