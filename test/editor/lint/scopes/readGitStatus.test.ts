import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listPaths, readGitStatus } from "../../../../src/editor/lint/scopes/readGitStatus";

describe("listPaths", () => {
  for (const { name, status, paths } of [
    { name: "nothing", status: "", paths: [] },
    { name: "changed and new files", status: " M a.md\0?? b c.md\0", paths: ["a.md", "b c.md"] },
    {
      name: "the new name of a renamed file, and no old one",
      status: "R  new.md\0old.md\0 M a.md\0",
      paths: ["new.md", "a.md"],
    },
    { name: "no deleted file", status: " D a.md\0D  b.md\0RD new.md\0old.md\0MM c.md\0", paths: ["c.md"] },
    { name: "a file that is deleted in the index and is there", status: "D  a.md\0?? a.md\0", paths: ["a.md"] },
    { name: "letters of any alphabet", status: "A  über/日本.md\0", paths: ["über/日本.md"] },
  ]) {
    it(`names ${name}`, () => assert.deepEqual(listPaths(status), paths));
  }
});

describe("readGitStatus", () => {
  let root: string;
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-C", root, "-c", "user.name=a", "-c", "user.email=a@b.c", ...args], { stdio: "pipe" });
  const write = (name: string, text: string) => writeFileSync(join(root, name), text);

  before(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "cloze-git-")));
    git("init", "-q");
    mkdirSync(join(root, "docs", "new"), { recursive: true });
    for (const name of ["same.md", "changed.md", "gone.md", "docs/old name.md"]) write(name, `${name}, as it was.\n`);
    git("add", ".");
    git("commit", "-q", "-m", "first");
    write("changed.md", "Other words.\n");
    rmSync(join(root, "gone.md"));
    renameSync(join(root, "docs/old name.md"), join(root, "docs/new name.md"));
    git("add", "docs");
    write("docs/new/über.md", "New.\n");
  });
  after(() => rmSync(root, { recursive: true }));

  it("names changed, renamed and new files by absolute paths, and none that was deleted", async () => {
    assert.deepEqual([...((await readGitStatus(root)) ?? [])].sort(), [
      join(root, "changed.md"),
      join(root, "docs/new name.md"),
      join(root, "docs/new/über.md"),
    ]);
  });

  it("names those of a folder within the repository alone", async () => {
    assert.deepEqual([...((await readGitStatus(join(root, "docs"))) ?? [])].sort(), [
      join(root, "docs/new name.md"),
      join(root, "docs/new/über.md"),
    ]);
  });

  it("says nothing where there is no repository", async () => {
    const folder = mkdtempSync(join(tmpdir(), "cloze-no-git-"));
    assert.equal(await readGitStatus(folder), undefined);
    rmSync(folder, { recursive: true });
  });
});
