import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { listFiles, type Skipped } from "../../../src/cli/input/listFiles";
import { skipBecause } from "../../harness/skipBecause";

describe("listFiles", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "cloze-files-"));
    for (const file of [
      "b.md",
      "a.txt",
      "d.adoc",
      "docs/e.rst",
      "docs/f.tex",
      "docs/g.html",
      "code.ts",
      "docs/c.md",
      "docs/[draft].md",
      "docs/node_modules/x/README.md",
      "-",
      "node_modules/y/README.md",
      ".git/notes.txt",
      ".github/h.md",
      "sub/.svn/x.md",
      "sub/.config/i.MD",
      "sub/j.ipynb",
      "empty/code.ts",
      "linked/in/k.md",
    ]) {
      mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(folder, file), "");
    }
    symlinkSync(path.join(folder, "linked/in"), path.join(folder, "linked/also"), "junction");
    symlinkSync(path.join(folder, "linked"), path.join(folder, "linked/in/round"), "junction");
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const { name, patterns, files } of [
    {
      name: "all documents except HTML pages, if no pattern is given",
      patterns: [],
      files: [
        ...[".github/h.md", "a.txt", "b.md", "d.adoc", "docs/[draft].md", "docs/c.md", "docs/e.rst", "docs/f.tex"],
        ...["linked/in/k.md", "sub/.config/i.MD", "sub/j.ipynb"],
      ],
    },
    {
      name: "documents in folders with a dot, and with endings in capitals",
      patterns: ["sub"],
      files: ["sub/.config/i.MD", "sub/j.ipynb"],
    },
    { name: "files of a pattern in folders with a dot", patterns: ["**/h.md"], files: [".github/h.md"] },
    { name: "a file that links lead to once", patterns: ["linked"], files: ["linked/in/k.md"] },
    { name: "a folder that is named by its link", patterns: ["linked/also"], files: ["linked/also/k.md"] },
    {
      name: "a folder that is named twice once",
      patterns: ["linked/also", "linked/in", "linked"],
      files: ["linked/in/k.md"],
    },
    { name: "a file of any kind that is named", patterns: ["code.ts"], files: ["code.ts"] },
    { name: "a file whose name looks like a pattern", patterns: ["docs/[draft].md"], files: ["docs/[draft].md"] },
    {
      name: "the documents of a folder",
      patterns: ["docs"],
      files: ["docs/[draft].md", "docs/c.md", "docs/e.rst", "docs/f.tex"],
    },
    {
      name: "the files of a pattern",
      patterns: ["**/*.{md,ts}"],
      files: [".github/h.md", "b.md", "code.ts", "docs/[draft].md", "docs/c.md", "empty/code.ts", "linked/in/k.md"],
    },
    {
      name: "each file once, in order of naming",
      patterns: ["docs/c.md", "b.md", "**/*.md"],
      files: ["docs/c.md", "b.md", ".github/h.md", "docs/[draft].md", "linked/in/k.md"],
    },
    { name: "standard input by its name, where it stands", patterns: ["b.md", "-"], files: ["b.md", "-"] },
    { name: "a file that has the name of standard input, by its path", patterns: ["./-"], files: ["DASH"] },
    { name: "a file that has the name of standard input, by a pattern", patterns: ["[-]"], files: ["DASH"] },
    {
      name: "a file of a folder that is ignored, if it is named itself",
      patterns: ["./node_modules/y/README.md"],
      files: ["node_modules/y/README.md"],
    },
  ]) {
    it(`finds ${name}`, async () => {
      assert.deepEqual(
        await listFiles(patterns, folder),
        files.map((file) => (file === "DASH" ? `.${path.sep}-` : path.normalize(file))),
      );
    });
  }

  it("finds an absolute path as it is", async () => {
    const file = path.join(folder, "b.md");
    assert.deepEqual(await listFiles([file], "/"), [file]);
  });

  for (const pattern of ["gone.md", "empty", "*.mdx", "node_modules/**/*.md"]) {
    it(`says that "${pattern}" names no file`, async () => {
      await assert.rejects(listFiles(["b.md", pattern], folder), (error: Error & { code?: string }) => {
        assert.equal(error.code, "no-files");
        assert(error.message.includes(pattern));
        return true;
      });
    });
  }

  it("says that a folder has no document, if nothing is named", async () => {
    const empty = path.join(folder, "empty");
    await assert.rejects(listFiles([], empty), { code: "no-files", message: /^no document in / });
  });

  it("follows no link in a folder; one that is named itself is a file", async function () {
    if (process.platform === "win32") skipBecause(this, "links need rights on Windows");
    const inside = path.join(folder, "inside");
    mkdirSync(path.join(inside, "deep"), { recursive: true });
    writeFileSync(path.join(inside, "deep", "own.md"), "");
    symlinkSync(path.join(folder, "b.md"), path.join(inside, "out.md"));
    symlinkSync("/", path.join(inside, "root"));
    symlinkSync(path.join(inside, "deep"), path.join(inside, "in"));
    for (const patterns of [["."], ["**/*.md"], []]) {
      assert.deepEqual(await listFiles(patterns, inside), ["deep/own.md"]);
    }
    assert.deepEqual(await listFiles(["out.md"], inside), ["out.md"]);
    rmSync(inside, { recursive: true });
  });

  it("says which folder cannot be read", async function () {
    if (process.getuid?.() === 0) skipBecause(this, "root may read every folder");
    const closed = path.join(folder, "closed");
    mkdirSync(closed, { mode: 0 });
    const skipped: Skipped[] = [];
    await listFiles(["."], folder, { onSkip: (each) => skipped.push(each) });
    rmdirSync(closed);
    assert.deepEqual(skipped, [{ file: "closed", reason: "cannot be read: EACCES" }]);
  });
});
