import { CliError } from "../../cliError";
import { runGit } from "./runGit";

/**
 * The tree that changes are counted from: the commit in which the branch left the one that is named; without a name the
 * last commit, and the empty tree before the first.
 *
 * @param ref - A branch, tag or commit.
 * @throws {CliError} `bad-usage` for a name that is none, `bad-git` where there is no such commit or no common one.
 */
export async function findBase(folder: string, ref: string | undefined): Promise<string> {
  if (ref === undefined) {
    return (await findCommit(folder, "HEAD")) ?? (await read(folder, ["hash-object", "-t", "tree", "--stdin"])).trim();
  }
  if (ref.trim() === "" || ref.startsWith("-") || ref.includes("\0")) {
    throw new CliError("bad-usage", `--diff is ${JSON.stringify(ref)}, expected a branch, a tag or a commit`);
  }
  const commit = await findCommit(folder, ref);
  if (commit === undefined) {
    throw new CliError("bad-git", `--diff: no commit is called "${ref}" here; a clone of one branch has to fetch it`);
  }
  const base = await read(folder, ["merge-base", commit, "HEAD"]).catch((error: unknown) => {
    const hint = "a shallow clone has to fetch more, as by git fetch --unshallow";
    throw new CliError("bad-git", `--diff: "${ref}" and HEAD have no commit in common here; ${hint}`, { cause: error });
  });
  return base.trim();
}

async function findCommit(folder: string, ref: string): Promise<string | undefined> {
  const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`];
  return read(folder, args).then(
    (commit) => commit.trim(),
    () => undefined,
  );
}

async function read(folder: string, args: readonly string[]): Promise<string> {
  return (await runGit(folder, args)).toString();
}
