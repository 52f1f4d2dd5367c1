import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Request, runFake } from "../../fakeContext";
import { answer } from "../fakeAnswer";

describe("cloze lint --fix", () => {
  let folder: string;
  const lint = (words: readonly string[], ask: (request: Request) => unknown = answer) =>
    runFake(["lint", "--fix", ...words], { answer: ask, folder });
  const write = (name: string, text: string | Buffer) => writeFileSync(path.join(folder, name), text);
  const read = (name: string) => readFileSync(path.join(folder, name), "utf8");
  beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), "cloze-fix-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  /** What is not sure is left: "the the" is only 0.6 sure. */
  const TEXT = "# Title\n\nSet the value form the list.\n\nOpen the the file.\n\nIt came form here.\n";
  const FIXED = "# Title\n\nSet the value from the list.\n\nOpen the the file.\n\nIt came from here.\n";

  for (const { name, text, fixed } of [
    { name: "LF", text: TEXT, fixed: FIXED },
    { name: "CRLF", text: TEXT.replaceAll("\n", "\r\n"), fixed: FIXED.replaceAll("\n", "\r\n") },
    { name: "no line end at the end", text: TEXT.trimEnd(), fixed: FIXED.trimEnd() },
    { name: "two in a line", text: "It is form here, form there.\n", fixed: "It is from here, from there.\n" },
    { name: "characters of two units", text: "🙂 It is form here. 🙂\n", fixed: "🙂 It is from here. 🙂\n" },
  ]) {
    it(`prints a diff that git apply takes, and writes nothing: ${name}`, async () => {
      write("a.md", text);
      const { exitCode, output } = await lint(["a.md"]);
      assert.deepEqual([exitCode, read("a.md")], [1, text]);
      assert.match(output, /^--- a\/a\.md\n\+\+\+ b\/a\.md\n@@ /);
      execFileSync("git", ["apply", "-"], { cwd: folder, input: output });
      assert.equal(read("a.md"), fixed);
    });

    it(`writes with --write just that: ${name}`, async () => {
      write("a.md", text);
      const { output } = await lint(["--write", "a.md"]);
      assert.equal(read("a.md"), fixed);
      assert.doesNotMatch(output, /words\/slip/);
    });
  }

  it("keeps a byte order mark, rights, and what follows it", async () => {
    write("a.md", `\ufeff${TEXT}`);
    chmodSync(path.join(folder, "a.md"), 0o750);
    await lint(["--write", "a.md"]);
    assert.equal(read("a.md"), `\ufeff${FIXED}`);
    assert.equal(statSync(path.join(folder, "a.md")).mode & 0o777, 0o750);
  });

  it("counts what is left", async () => {
    write("a.md", TEXT);
    const { exitCode, output, errors } = await lint(["--write"]);
    assert.equal(exitCode, 1);
    assert.match(output, /^a\.md:5:\d+ {2}words\/double[^\n]*\n$/);
    assert.equal(errors, "1 finding in 1 file, computed in int8, 2 fixes written\n");
    write("a.md", "It came form here.\n");
    assert.equal((await lint(["--write"])).exitCode, 0);
  });

  it("says how many fixes a diff has, and prints none where there is nothing to fix", async () => {
    write("a.md", TEXT);
    assert.match((await lint([])).errors, /^3 findings in 1 file, .*, 2 fixes to write with --write\n$/);
    write("a.md", "This is a dreadful mess.\n");
    const { exitCode, output, errors } = await lint([]);
    assert.deepEqual([exitCode, output], [1, ""]);
    assert.match(errors, /0 fixes to write/);
  });

  it("does not write a file that changed since it was read", async () => {
    write("a.md", TEXT);
    write("b.md", "It came form here.\n");
    const changed = "# Somebody else was here\n";
    const meddle = (request: Request) => {
      write("a.md", changed);
      return answer(request);
    };
    const { exitCode, errors } = await lint(["--write"], meddle);
    assert.deepEqual([exitCode, read("a.md"), read("b.md")], [2, changed, "It came from here.\n"]);
    assert.match(errors, /^cloze: a\.md: the fixes are not written: it changed since it was read$/m);
  });

  it("does not write a file that was deleted since", async () => {
    write("a.md", TEXT);
    const meddle = (request: Request) => {
      rmSync(path.join(folder, "a.md"), { force: true });
      return answer(request);
    };
    const { exitCode, errors } = await lint(["--write", "a.md"], meddle);
    assert.equal(exitCode, 2);
    assert.match(errors, /a\.md: the fixes are not written: ENOENT/);
  });

  it("does not write a read-only file, whoever asks", async () => {
    write("a.md", TEXT);
    chmodSync(path.join(folder, "a.md"), 0o444);
    const { exitCode, errors } = await lint(["--write", "a.md"]);
    assert.deepEqual([exitCode, read("a.md")], [2, TEXT]);
    assert.match(errors, /a\.md: the fixes are not written: it is read-only/);
  });

  it("writes where a link leads, and leaves the link", async () => {
    mkdirSync(path.join(folder, "far"));
    write("far/a.md", TEXT);
    symlinkSync("far/a.md", path.join(folder, "link.md"));
    await lint(["--write", "link.md"]);
    assert.equal(read("far/a.md"), FIXED);
    assert.ok(lstatSync(path.join(folder, "link.md")).isSymbolicLink());
  });

  it("takes the first of fixes that overlap", async () => {
    const both = ({ kind, params }: Request) => {
      if (kind !== "slips") return answer({ kind, params });
      const slip = { text: "form the", rule: "slip", probability: 0.9, score: 5 };
      return (params as { sentences: readonly string[] }).sentences.map(() => ({
        slips: [
          { ...slip, start: 14, end: 18, text: "form", suggestion: "from" },
          { ...slip, start: 14, end: 22, suggestion: "of the" },
        ],
      }));
    };
    write("a.md", "Set the value form the list.\n");
    const { output } = await lint(["--write", "--json"], both);
    assert.equal(read("a.md"), "Set the value from the list.\n");
    assert.equal((JSON.parse(output) as unknown[]).length, 1);
  });

  it("fixes nothing that a baseline or a comment leaves out", async () => {
    write("a.md", `It came form here.\n\n<!-- cloze-disable-next-line -->\nIt is form there.\n`);
    await runFake(["lint", "--baseline=known", "--write-baseline"], { answer, folder });
    const before = read("a.md");
    await lint(["--write", "--baseline=known"]);
    assert.equal(read("a.md"), before);
  });

  it("prints of a diff what would act in a safe way, and says so", async () => {
    write("a.txt", "::error::x\n\nIt came form here.\n\n##[error]y\u001b[2J\n");
    const { output, errors } = await lint(["a.txt"]);
    for (const line of output.split("\n")) assert.doesNotMatch(line, /\p{Cc}|^\s*::|##\w*\[/u);
    assert.match(errors, /, 2 lines of the diff changed to be safe to print\n$/);
  });

  for (const { words, says } of [
    { words: ["--json"], says: /--fix prints a diff, and so does not print json: --output json=<file>, or --write/ },
    {
      words: ["--write", "-"],
      says: /cloze: -: the fixes are not written: standard input|-: standard input cannot be written/,
    },
  ]) {
    it(`refuses ${words.join(" ")}`, async () => {
      const input = "It came form here.";
      const { exitCode, errors } = await runFake(["lint", "--fix", ...words], { answer, folder, input });
      assert.equal(exitCode, 2);
      assert.match(errors, says);
    });
  }

  it("writes only with --fix", async () => {
    write("a.md", TEXT);
    const { exitCode, errors } = await runFake(["lint", "--write"], { answer, folder });
    assert.deepEqual([exitCode, read("a.md")], [2, TEXT]);
    assert.match(errors, /--write writes what --fix mends/);
  });

  it("leaves a notebook valid", async () => {
    const notebook = (source: readonly string[]) =>
      JSON.stringify({
        cells: [{ cell_type: "markdown", metadata: {}, source }],
        metadata: {},
        nbformat: 4,
        nbformat_minor: 5,
      });
    write("a.ipynb", notebook(["It came form here.\n", 'Say "form" here.']));
    await lint(["--write", "a.ipynb"]);
    assert.equal(read("a.ipynb"), notebook(["It came from here.\n", 'Say "from" here.']));
  });

  it("prints a report in a file besides", async () => {
    write("a.md", TEXT);
    const { output } = await lint(["--output=json=found.json", "a.md"]);
    assert.match(output, /^--- a\/a\.md/);
    assert.equal((JSON.parse(read("found.json")) as unknown[]).length, 3);
  });
});
