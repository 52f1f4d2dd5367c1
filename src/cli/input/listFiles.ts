import nodeFs from "node:fs";
import { realpath, stat } from "node:fs/promises";
import path from "node:path";
import { glob } from "tinyglobby";
import { listEndings, PROSE_ENDINGS } from "../../text/formats/format";
import { CliError } from "../cliError";

/** The name that stands for standard input; `./-` is a file of that name. */
export const STANDARD_INPUT = "-";

/** A folder of which nothing is listed. */
export interface Skipped {
  readonly file: string;
  /** Completes "<file> …". */
  readonly reason: string;
}
type OnSkip = (skipped: Skipped) => void;

export interface ListOptions {
  /** VS Code's identifiers of what a folder's documents are; default: all in which people write. */
  readonly languages?: readonly string[] | undefined;
  /** Called for a folder that cannot be read. */
  readonly onSkip?: OnSkip;
}

/** Other folders with a dot are read: `.github` has documents. */
const IGNORED = ["node_modules", ".git", ".hg", ".svn"].map((folder) => `**/${folder}/**`);

/**
 * The files that paths and patterns name, each once, in order of naming and then by name; one that links lead to as well
 * is once too. What exists is taken as a path even if it looks like a pattern; a folder stands for the documents in it,
 * whatever the case of their endings. Relative paths are relative to `folder`, and stay relative.
 * {@link STANDARD_INPUT} stays as it is. In folders links are not followed: who names a folder means what is in it.
 *
 * @param patterns - None stand for all documents in `folder`.
 * @throws {CliError} `no-files` for a path or pattern that names no file, or if nothing is named and there is none.
 */
export async function listFiles(
  patterns: readonly string[],
  folder: string,
  { languages, onSkip = () => undefined }: ListOptions = {},
): Promise<readonly string[]> {
  const endings = languages === undefined ? PROSE_ENDINGS : listEndings(languages);
  if (patterns.length === 0) {
    const found = await listDocuments(folder, endings, onSkip);
    if (found.length === 0)
      throw new CliError("no-files", `no document in ${folder}: name a file, a folder or a pattern`);
    return found;
  }
  const files: string[] = [];
  for (const pattern of patterns) files.push(...(await listNamed(pattern, folder, { endings, onSkip })));
  return dropLinked(files, folder);
}

interface Named {
  /** Of the files that a folder stands for. */
  readonly endings: readonly string[];
  readonly onSkip: OnSkip;
}

async function listNamed(pattern: string, folder: string, { endings, onSkip }: Named): Promise<readonly string[]> {
  if (pattern === STANDARD_INPUT) return [pattern];
  const named = path.resolve(folder, pattern);
  const kind = await findKind(named);
  if (kind === "file") return [nameFile(path.normalize(pattern))];
  const found =
    kind === "folder" ? await listDocuments(named, endings, onSkip) : await listMatches([pattern], folder, { onSkip });
  if (found.length === 0) {
    const reason = kind === "folder" ? "no document in this folder" : "no such file, and no file of that pattern";
    throw new CliError("no-files", `"${pattern}": ${reason}`);
  }
  return kind === "folder" ? found.map((file) => path.join(pattern, file)) : found;
}

/** What cannot be looked at, a folder without rights above it for one, may still be a file: opening it says why not. */
async function findKind(name: string): Promise<"file" | "folder" | undefined> {
  try {
    return (await stat(name)).isDirectory() ? "folder" : "file";
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    return code === "EACCES" || code === "ELOOP" ? "file" : undefined;
  }
}

async function listDocuments(folder: string, endings: readonly string[], onSkip: OnSkip): Promise<readonly string[]> {
  if (endings.length === 0) return [];
  const patterns = endings.map((ending) => `**/*.${ending}`);
  return listMatches(patterns, folder, { caseSensitiveMatch: false, onSkip });
}

async function listMatches(
  patterns: readonly string[],
  folder: string,
  { onSkip, ...options }: { readonly caseSensitiveMatch?: boolean; readonly onSkip: OnSkip },
): Promise<readonly string[]> {
  const found = await glob(patterns, {
    cwd: folder,
    ignore: IGNORED,
    expandDirectories: false,
    dot: true,
    // What they lead to is listed where it stands, if it is in the folder at all.
    followSymbolicLinks: false,
    fs: { readdir: tellUnreadable(folder, onSkip) },
    ...options,
  });
  return dropLinked(found.sort().map(nameFile), folder);
}

/** Node's function, but for a folder that cannot be read, which the library passes over in silence. */
function tellUnreadable(folder: string, onSkip: OnSkip): typeof nodeFs.readdir {
  const readdir = (
    name: string,
    options: { readonly withFileTypes: true },
    done: (error: NodeJS.ErrnoException | null, entries: nodeFs.Dirent[]) => void,
  ) => {
    nodeFs.readdir(name, options, (error, entries) => {
      if (error !== null) {
        onSkip({ file: path.relative(folder, name) || ".", reason: `cannot be read: ${error.code}` });
      }
      done(error, entries);
    });
  };
  return readdir as typeof nodeFs.readdir;
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
