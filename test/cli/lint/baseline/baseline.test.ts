import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { runFake } from "../../fakeContext";
import { answer } from "../fakeAnswer";

const BAD = "This is a dreadful mess.";
const FORM = "Set the value form the list.";

describe("cloze lint with a baseline", () => {
  let folder: string;
  const lint = (words: readonly string[]) => runFake(["lint", "--baseline", "known", ...words], { answer, folder });
  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
  const read = () => readFileSync(path.join(folder, "known"), "utf8");
  beforeEach(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), "cloze-baseline-"));
    write("a.md", `${BAD}\n\n${FORM}\n\n${BAD}\n`);
    write("b.md", "It is dreadful, too.\n");
    const { exitCode, output, errors } = await lint(["--write-baseline"]);
    assert.deepEqual([exitCode, output, errors], [0, "", "4 findings written to known, computed in int8\n"]);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("starts green, and says how much is known", async () => {
    const { exitCode, output, errors } = await lint([]);
    assert.deepEqual([exitCode, output], [0, ""]);
    assert.equal(errors, "0 findings in 2 files, computed in int8, 4 more in the baseline\n");
  });

  it("holds no text: rules and hashes, sorted, a line each", () => {
    const [head, ...lines] = read().trimEnd().split("\n");
    assert.match(head ?? "", /^# cloze baseline 1: /);
    assert.equal(lines.length, 4);
    for (const line of lines) assert.match(line, /^(?:tone\/negative|words\/slip) [0-9a-f]{32}$/);
    assert.deepEqual(lines, [...lines].sort());
  });

  it("is the same however the files are named and ordered", async () => {
    const before = read();
    await lint(["b.md", "a.md", "--write-baseline"]);
    assert.equal(read(), before);
  });

  for (const { name, files, found } of [
    { name: "a paragraph that moved", files: { "a.md": `${FORM}\n\nA new one.\n\n${BAD}\n\n${BAD}\n` }, found: 0 },
    {
      name: "one that moved to another file",
      files: { "a.md": BAD, "b.md": `It is dreadful, too. ${BAD}\n\n${FORM}` },
      found: 0,
    },
    {
      name: "one that was wrapped and marked up",
      files: { "a.md": `This is a\n*dreadful* mess.\n\n${BAD}` },
      found: 0,
    },
    { name: "one that was edited", files: { "a.md": "This is one dreadful mess." }, found: 1 },
    { name: "a third of two alike", files: { "b.md": `${BAD}\n` }, found: 1 },
    { name: "another word in a known sentence", files: { "b.md": "Set the the value form the list." }, found: 2 },
    { name: "Windows line ends", files: { "a.md": `${BAD}\r\n\r\n${FORM}\r\n` }, found: 0 },
  ]) {
    it(`has ${found} findings for ${name}`, async () => {
      for (const [file, text] of Object.entries(files)) write(file, text);
      const { exitCode, output } = await lint(["--json"]);
      assert.equal((JSON.parse(output) as unknown[]).length, found, output);
      assert.equal(exitCode, found > 0 ? 1 : 0);
    });
  }

  it("says how much of it is gone", async () => {
    write("b.md", "All is well.\n");
    assert.match((await lint([])).errors, /3 more in the baseline, 1 of the baseline not found\n$/);
  });

  it("is read in any order, with lines twice, with CRLF, as merges leave it", async () => {
    const [head, ...lines] = read().trimEnd().split("\n");
    write("known", [head, ...[...lines].reverse(), ...lines, ""].join("\r\n"));
    assert.equal((await lint([])).exitCode, 0);
  });

  for (const { name, text, says } of [
    { name: "another file", text: "{}", says: /known does not begin "# cloze baseline 1"/ },
    { name: "a later version", text: "# cloze baseline 12: x\n", says: /known does not begin/ },
    {
      name: "a conflict",
      text: "# cloze baseline 1\n<<<<<<< ours\n",
      says: /known: line 2: expected a rule and 32 digits/,
    },
    { name: "nothing", text: "", says: /known does not begin/ },
  ]) {
    it(`refuses ${name}`, async () => {
      write("known", text);
      const { exitCode, errors, requests } = await lint([]);
      assert.deepEqual([exitCode, requests], [2, []]);
      assert.match(errors, says);
    });
  }

  it("refuses a file that is not there, and says what makes it", async () => {
    rmSync(path.join(folder, "known"));
    assert.match((await lint([])).errors, /there is no file "known"; with --write-baseline it is made \(bad-input\)/);
  });

  for (const words of [["--shard=1/2"], ["--fix"], ["--diff=HEAD"]]) {
    it(`writes none with ${words.join(" ")}, which would lose the rest`, async () => {
      const { exitCode, errors } = await lint(["--write-baseline", ...words]);
      assert.equal(exitCode, 2);
      assert.match(errors, /--write-baseline .* \(bad-usage\)/);
    });
  }

  it("needs to be told which file to write", async () => {
    const { errors } = await runFake(["lint", "--write-baseline"], { answer, folder });
    assert.match(errors, /--write-baseline needs --baseline/);
  });
});
