import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
/** Of `git status` in a repository with very many changed files. */
const MOST_BYTES = 64 * 1024 * 1024;
const PATIENCE_MS = 30_000;

/**
 * The changed and the new files below a folder, as the program `git` tells: absolute paths. Files that were deleted are
 * not among them.
 *
 * @returns `undefined` where there is no repository, or no `git`.
 */
export async function readGitStatus(folder: string, signal?: AbortSignal): Promise<readonly string[] | undefined> {
  const git = async (...args: readonly string[]) => {
    const options = { cwd: folder, maxBuffer: MOST_BYTES, timeout: PATIENCE_MS, ...(signal && { signal }) };
    return (await run("git", ["--no-optional-locks", ...args], options)).stdout;
  };
  try {
    const root = (await git("rev-parse", "--show-toplevel")).replace(/\r?\n$/, "");
    const status = await git("status", "--porcelain=v1", "-z", "--untracked-files=all", "--", ".");
    return listPaths(status).map((name) => path.join(root, ...name.split("/")));
  } catch (error) {
    if (signal?.aborted === true) throw error;
    return undefined;
  }
}

/**
 * The paths that `git status --porcelain=v1 -z` names, those of deleted files left out.
 *
 * Source: git 2.39, Documentation/git-status.txt: "XY PATH", and "XY TO" with a second field "FROM" for renames and copies.
 */
export function listPaths(status: string): readonly string[] {
  const fields = status.split("\0");
  const paths: string[] = [];
  for (let at = 0; at < fields.length; at += 1) {
    const [x = "", y = "", , ...rest] = fields[at] ?? "";
    if (rest.length === 0) continue;
    if (/[RC]/.test(x + y)) at += 1;
    if (y !== "D" && !(x === "D" && y === " ")) paths.push(rest.join(""));
  }
  return paths;
}
