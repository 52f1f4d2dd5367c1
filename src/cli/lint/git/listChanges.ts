import path from "node:path";
import { CliError } from "../../cliError";
import { findBase } from "./findBase";
import { runGit } from "./runGit";

/** A file that changed; its names are relative to the folder that the command runs in. */
export interface ChangedFile {
  readonly file: string;
  /** Its content before, and its name then; `undefined` for a file that is new. */
  readonly before: { readonly blob: string; readonly file: string } | undefined;
  /** Its content as it is staged; `undefined` where the file itself is read. */
  readonly staged: string | undefined;
}

export interface Changes {
  /** In order of their names. */
  readonly files: readonly ChangedFile[];
  /** Names of those that are gone. */
  readonly deleted: ReadonlySet<string>;
}

export interface ChangesOptions {
  /** See `findBase`. */
  readonly ref: string | undefined;
  /** What is staged counts, and not what the files say. */
  readonly isStaged: boolean;
}

/**
 * Which files of the repository changed: new ones too, and untracked ones unless only staged ones count. Links and
 * submodules are left out: what they lead to is read where it stands.
 *
 * @param folder - Absolute, in the repository.
 * @throws {CliError} `bad-git` where there is no repository, no Git or no such commit; `bad-usage`.
 */
export async function listChanges(folder: string, { ref, isStaged }: ChangesOptions): Promise<Changes> {
  const prefix = await findPrefix(folder);
  const base = await findBase(folder, ref);
  const toFile = (name: string) => path.normalize(path.posix.relative(`/${prefix}`, `/${name}`));
  const raw = await runGit(folder, ["diff-index", "--raw", "-z", "-M", ...(isStaged ? ["--cached"] : []), base, "--"]);
  const files = new Map<string, ChangedFile>();
  const deleted = new Set<string>();
  for (const entry of readRaw(raw.toString())) {
    const file = toFile(entry.name);
    if (entry.status === "D") deleted.add(file);
    if (!isPlain(entry.mode) || files.has(file)) continue;
    if (isStaged && isZero(entry.blob))
      throw new CliError("bad-git", `${file} is not merged yet: nothing of it is staged`);
    files.set(file, {
      file,
      before: isPlain(entry.oldMode) ? { blob: entry.oldBlob, file: toFile(entry.oldName) } : undefined,
      staged: isStaged ? entry.blob : undefined,
    });
  }
  if (!isStaged) {
    const untracked = await runGit(folder, [
      "ls-files",
      "-z",
      "--others",
      "--exclude-standard",
      "--full-name",
      "--",
      ":/",
    ]);
    for (const name of untracked.toString().split("\0")) {
      const file = toFile(name);
      // Deleted in the index alone: Git lists it as deleted and as untracked.
      if (name !== "" && !files.has(file)) files.set(file, { file, before: undefined, staged: undefined });
    }
  }
  for (const file of files.keys()) deleted.delete(file);
  return { files: [...files.values()].sort((a, b) => (a.file < b.file ? -1 : 1)), deleted };
}

/** Where the folder is in its repository: "" or "docs/old/". */
async function findPrefix(folder: string): Promise<string> {
  try {
    return (await runGit(folder, ["rev-parse", "--show-prefix"])).toString().replace(/\n$/, "");
  } catch (error) {
    const isOutside = error instanceof CliError && error.message.includes("not a git repository");
    if (!isOutside) throw error;
    throw new CliError("bad-git", `${folder} is in no Git repository, which --diff and --staged need`, {
      cause: error,
    });
  }
}

interface RawEntry {
  readonly oldMode: string;
  readonly mode: string;
  readonly oldBlob: string;
  readonly blob: string;
  readonly status: string;
  readonly oldName: string;
  readonly name: string;
}

/**
 * Source: git 2.39, Documentation/diff-format.txt, "Raw output format": `:modes blobs status NUL name NUL`, and a second name
 * for renames and copies.
 */
function* readRaw(raw: string): Generator<RawEntry> {
  const fields = raw.split("\0");
  for (let at = 0; at + 1 < fields.length;) {
    const [oldMode = "", mode = "", oldBlob = "", blob = "", status = ""] = (fields[at] ?? "")
      .replace(/^:/, "")
      .split(" ");
    const oldName = fields[at + 1] ?? "";
    const isRenamed = /^[RC]/.test(status);
    const name = isRenamed ? (fields[at + 2] ?? "") : oldName;
    yield { oldMode, mode, oldBlob, blob, status: status.charAt(0), oldName, name };
    at += isRenamed ? 3 : 2;
  }
}

function isPlain(mode: string): boolean {
  return mode.startsWith("100");
}

function isZero(blob: string): boolean {
  return /^0*$/.test(blob);
}
