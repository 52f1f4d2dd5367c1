import { execFile } from "node:child_process";
import { CliError } from "../../cliError";

/** Of a list of changes in a repository with very many files. */
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * What `git` prints, as bytes: names of files need not be UTF-8. No shell reads the arguments, and no file monitor that the
 * repository's own configuration names is started; filters of files, LFS's among them, run as Git runs them.
 *
 * @param folder - Absolute.
 * @throws {CliError} `bad-git` with the first line of what Git says.
 */
export function runGit(folder: string, args: readonly string[], mostBytes = MOST_BYTES): Promise<Buffer> {
  const all = ["--no-optional-locks", "-c", "core.fsmonitor=false", ...args];
  const options = { cwd: folder, encoding: "buffer", maxBuffer: mostBytes, windowsHide: true, env } as const;
  return new Promise((resolve, reject) => {
    const child = execFile("git", all, options, (error, output, errors) => {
      if (error === null) resolve(output);
      else reject(new CliError("bad-git", describeFailure(error, errors), { cause: error }));
    });
    child.stdin?.end();
  });
}

// Messages are read by `describeFailure`, and nothing may wait for a person.
const env = { ...process.env, LC_ALL: "C", GIT_TERMINAL_PROMPT: "0" };

function describeFailure(error: Error, errors: Buffer): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return "git is not there: --diff and --staged ask it what changed";
  if (code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") return "git prints more than can be read";
  const [first = ""] = errors.toString().split("\n");
  return `git: ${first === "" ? error.message : first.replace(/^(?:fatal|error): /, "")}`;
}
