import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** A real repository among the system's temporary files, whose Git reads no settings of this machine. */
export class GitRepository {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), "cloze-git-"));

  constructor() {
    this.git("init", "--quiet", "--initial-branch=main");
    this.git("config", "user.email", "test@example.org");
    this.git("config", "user.name", "Test");
  }

  git(...args: readonly string[]): string {
    const env = { ...process.env, GIT_CONFIG_GLOBAL: os.devNull, GIT_CONFIG_SYSTEM: os.devNull };
    return execFileSync("git", args, { cwd: this.folder, encoding: "utf8", env, stdio: ["ignore", "pipe", "pipe"] });
  }

  write(name: string, text: string | Buffer): void {
    const file = path.join(this.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  commit(files: Readonly<Record<string, string>> = {}): void {
    for (const [name, text] of Object.entries(files)) this.write(name, text);
    this.git("add", "--all");
    this.git("commit", "--quiet", "--allow-empty", "--message", "a change");
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
