import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { runFake } from "../../fakeContext";
import { answer } from "../fakeAnswer";
import { GitRepository } from "./gitRepository";

const BAD = "This is a dreadful mess.";
const POOR = "This is a poor mess.";

interface Printed {
  readonly file: string;
  readonly rule: string;
  readonly change?: string;
  readonly before?: number;
  readonly range: { readonly start: { readonly line: number } };
}

describe("cloze lint of what changed", () => {
  let repository: GitRepository;
  const run = (words: readonly string[], folder = repository.folder) =>
    runFake(["lint", "--rules=tone/negative", ...words], { answer, folder });
  const list = async (words: readonly string[], folder?: string) => {
    const { output, errors, exitCode } = await run(["--json", ...words], folder);
    assert.notEqual(exitCode, 2, errors);
    const findings = JSON.parse(output) as readonly Printed[];
    return findings.map(({ file, range, change, before }) => [
      file.replaceAll(path.sep, "/"),
      range.start.line,
      change,
      ...(before === undefined ? [] : [before]),
    ]);
  };

  beforeEach(() => (repository = new GitRepository()));
  afterEach(() => repository.remove());

  for (const { name, before, now, expected } of [
    {
      name: "a sentence that was there is not checked",
      before: { "a.md": `${BAD}\n` },
      now: { "a.md": `# Title\n\n${BAD}\n` },
      expected: [],
    },
    {
      name: "an edited one has its score before",
      before: { "a.md": `All is well here.\n\n${POOR}\n` },
      now: { "a.md": `All is well here.\n\n${BAD}\n` },
      expected: [["a.md", 3, "edited", 0.45]],
    },
    {
      name: "a new one is new",
      before: { "a.md": "All is well here.\n" },
      now: { "a.md": `All is well here.\n\n${BAD}\n` },
      expected: [["a.md", 3, "new"]],
    },
    {
      name: "a paragraph that moved, or was wrapped, is not new",
      before: { "a.md": `${BAD}\n\nAll is well here.\n\nThe end is near.\n` },
      now: { "a.md": `All is well here.\n\nThe end is near.\n\nThis is a\ndreadful mess.\n` },
      expected: [],
    },
    {
      name: "the second of two alike is new",
      before: { "a.md": `${BAD}\n` },
      now: { "a.md": `${BAD}\n\n${BAD}\n` },
      expected: [["a.md", 3, "new"]],
    },
    {
      name: "line ends alone change nothing",
      before: { "a.md": `All is well.\n\n${BAD}\n` },
      now: { "a.md": `\ufeffAll is well.\r\n\r\n${BAD}\r\n` },
      expected: [],
    },
    {
      name: "an untracked file is new",
      before: { "a.md": "All is well.\n" },
      now: { "docs/b.md": BAD },
      expected: [["docs/b.md", 1, "new"]],
    },
    {
      name: "what is no document is not read",
      before: { "a.md": "All is well.\n" },
      now: { "b.py": `# ${BAD}\n`, "node_modules/x/b.md": "All is well.\n" },
      expected: [],
    },
    {
      name: "names are taken as they are",
      before: { "ä ö.md": "All is well.\n", "q\"'uote.md": "All is well.\n", "new\nline.md": "All is well.\n" },
      now: { "ä ö.md": BAD, "q\"'uote.md": BAD, "new\nline.md": BAD, "-x.md": BAD, "$(touch x).md": BAD },
      expected: [
        ["$(touch x).md", 1, "new"],
        ["-x.md", 1, "new"],
        ["new\nline.md", 1, "new"],
        ["q\"'uote.md", 1, "new"],
        ["ä ö.md", 1, "new"],
      ],
    },
  ] as const) {
    it(`--diff: ${name}`, async function () {
      if (process.platform === "win32" && name.startsWith("names")) return this.skip();
      repository.commit(before);
      for (const [file, text] of Object.entries(now)) repository.write(file, text);
      assert.deepEqual(await list(["--diff", "HEAD"]), expected);
    });

    it(`--staged: ${name}`, async function () {
      if (process.platform === "win32" && name.startsWith("names")) return this.skip();
      repository.commit(before);
      for (const [file, text] of Object.entries(now)) repository.write(file, text);
      assert.deepEqual(await list(["--staged"]), []);
      repository.git("add", "--all");
      assert.deepEqual(await list(["--staged"]), expected);
    });
  }

  it("--diff says the tone before and after", async () => {
    repository.commit({ "a.md": `${POOR}\n` });
    repository.write("a.md", `${BAD}\n\nIt is dreadful, too.\n`);
    const { output } = await run(["--diff", "HEAD"]);
    assert.match(output, /^a\.md:1:1 {2}tone\/negative {2}0\.45 → 0\.87 {2}Reads negative/);
    assert.match(output, /^a\.md:3:1 {2}tone\/negative {2}new → 0\.87 /m);
  });

  it("--diff asks the engine about nothing else", async () => {
    repository.commit({ "a.md": `${POOR}\n\nAll is well here.\n` });
    repository.write("a.md", `${BAD}\n\nAll is well here.\n`);
    const { requests } = await run(["--diff", "HEAD"]);
    const asked = requests.flatMap(({ params }) => (params as { sentences?: readonly string[] }).sentences ?? []);
    assert.deepEqual(asked, [BAD, POOR]);
  });

  it("--staged reads what is staged, and not the file", async () => {
    repository.commit({ "a.md": "All is well.\n" });
    repository.write("a.md", BAD);
    repository.git("add", "a.md");
    repository.write("a.md", "All is mended.\n");
    assert.deepEqual(await list(["--staged"]), [["a.md", 1, "new"]]);
    rmSync(path.join(repository.folder, "a.md"));
    assert.deepEqual(await list(["--staged", "a.md"]), [["a.md", 1, "new"]]);
  });

  it("--staged reads everything before the first commit", async () => {
    repository.write("a.md", BAD);
    repository.git("add", "a.md");
    assert.deepEqual(await list(["--staged"]), [["a.md", 1, "new"]]);
  });

  it("follows a file that was renamed, and reads none that is gone", async () => {
    const rest = "All is well here.\n\nThe file holds one record.\n\nThe end of it is near.\n";
    repository.commit({ "old.md": `${BAD}\n\n${rest}`, "gone.md": BAD });
    renameSync(path.join(repository.folder, "old.md"), path.join(repository.folder, "new.md"));
    rmSync(path.join(repository.folder, "gone.md"));
    repository.git("add", "--all");
    assert.deepEqual(await list(["--diff", "HEAD"]), []);
    assert.deepEqual(await list(["--staged", "gone.md", "new.md"]), []);
  });

  it("counts from where the branch left the other one", async () => {
    repository.commit({ "a.md": "All is well here.\n", "b.md": `${BAD}\n` });
    repository.git("checkout", "--quiet", "-b", "side");
    repository.commit({ "a.md": `All is well here.\n\n${BAD}\n` });
    repository.git("checkout", "--quiet", "main");
    repository.commit({ "b.md": "All is mended here.\n" });
    repository.git("checkout", "--quiet", "side");
    assert.deepEqual(await list(["--diff", "main"]), [["a.md", 3, "new"]]);
  });

  it("works in a folder of the repository, also one behind a link", async () => {
    repository.commit({ "docs/a.md": "All is well.\n", "b.md": "All is well.\n" });
    repository.write("docs/a.md", BAD);
    repository.write("b.md", BAD);
    const docs = path.join(repository.folder, "docs");
    assert.deepEqual(await list(["--diff", "HEAD"], docs), [["a.md", 1, "new"]]);
    assert.deepEqual(await list(["--diff", "HEAD", "../b.md"], docs), [["../b.md", 1, "new"]]);
    const link = `${repository.folder}-link`;
    symlinkSync(repository.folder, link);
    try {
      assert.deepEqual(await list(["--diff", "HEAD", "docs"], link), [["docs/a.md", 1, "new"]]);
    } finally {
      rmSync(link);
    }
  });

  it("reads no link: what it leads to is read where it stands", async () => {
    repository.commit({ "a.md": "All is well.\n" });
    symlinkSync("/etc/passwd", path.join(repository.folder, "b.md"));
    repository.git("add", "--all");
    assert.deepEqual(await list(["--staged"]), []);
  });

  for (const { words, expected } of [
    { words: ["docs"], expected: ["docs/a.md"] },
    { words: ["docs/**/*.md"], expected: ["docs/a.md"] },
    { words: ["*.md"], expected: ["b.md"] },
    { words: ["b.md", "docs/a.md"], expected: ["b.md", "docs/a.md"] },
    { words: ["c.py"], expected: ["c.py"] },
    { words: ["same.md"], expected: [] },
  ]) {
    it(`reads of what changed what is named: ${words.join(" ")}`, async () => {
      repository.commit({ "same.md": BAD });
      for (const file of ["docs/a.md", "b.md"]) repository.write(file, BAD);
      repository.write("c.py", `# ${BAD}\n`);
      const found = await list(["--diff", "HEAD", ...words]);
      assert.deepEqual(
        found.map(([file]) => file),
        expected,
      );
    });
  }

  for (const { words, says } of [
    { words: ["--diff", "--output=x"], says: /argument missing|--diff is "--output=x"/ },
    { words: ["--diff=-x"], says: /--diff is "-x", expected a branch, a tag or a commit \(bad-usage\)/ },
    { words: ["--diff="], says: /--diff is "", expected/ },
    { words: ["--diff=gone"], says: /no commit is called "gone" here/ },
    { words: ["--diff=main..main"], says: /no commit is called "main\.\.main"/ },
    { words: ["--diff=alone"], says: /"alone" and HEAD have no commit in common here; a shallow clone/ },
    { words: ["--staged", "-"], says: /standard input has no earlier state/ },
    { words: ["--staged", "nothing.md"], says: /"nothing\.md": no such file/ },
    { words: ["--staged", "--baseline=b", "--write-baseline"], says: /--staged reads a part/ },
  ]) {
    it(`refuses ${words.join(" ")}`, async () => {
      repository.commit({ "a.md": "All is well.\n" });
      repository.git("checkout", "--quiet", "--orphan", "alone");
      // Of the same files in the same second it would be the same commit.
      repository.commit({ "other.md": "All is well.\n" });
      repository.git("checkout", "--quiet", "main");
      const { exitCode, errors, requests } = await run(words);
      assert.deepEqual([exitCode, requests], [2, []]);
      assert.match(errors, says);
    });
  }

  it("says that a folder is in no repository", async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "cloze-no-git-"));
    writeFileSync(path.join(folder, "a.md"), BAD);
    try {
      const { exitCode, errors } = await run(["--staged"], folder);
      assert.equal(exitCode, 2);
      assert.match(errors, /is in no Git repository, which --diff and --staged need \(bad-git\)/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("starts no monitor and no program for diffs that the repository names", async () => {
    repository.commit({ "a.md": "All is well.\n" });
    const trap = path.join(repository.folder, "sprung");
    const program = path.join(repository.folder, "trap.sh");
    writeFileSync(program, `#!/bin/sh\ntouch '${trap}'\n`, { mode: 0o755 });
    for (const key of [
      "core.fsmonitor",
      "diff.external",
      "core.pager",
      "core.hooksPath",
      "diff.x.textconv",
      "diff.x.command",
    ]) {
      repository.git("config", key, program);
    }
    repository.write(".gitattributes", "*.md diff=x\n");
    repository.write("a.md", "All is well now.\n");
    mkdirSync(path.join(repository.folder, "docs"));
    repository.write("docs/b.md", BAD);
    assert.deepEqual(await list(["--diff", "HEAD", "docs"]), [["docs/b.md", 1, "new"]]);
    assert.throws(() => rmSync(trap), /ENOENT/);
  });
});
