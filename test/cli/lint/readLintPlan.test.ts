import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { hashSentence } from "../../../src/lint/projectFile/hashSentence";
import { runFake } from "../fakeContext";
import { answer } from "./fakeAnswer";

describe("cloze lint with a .cloze.json", () => {
  const bad = "This is a dreadful mess.";
  let folder: string;
  const lint = (words: readonly string[]) => runFake(["lint", ...words], { answer, folder });
  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
  const configure = (fields: unknown) => write(".cloze.json", JSON.stringify(fields));
  const listFound = async (words: readonly string[] = []) =>
    (await lint(words)).output.match(/^[^:\n]+/gm)?.map((file) => file.replaceAll(path.sep, "/")) ?? [];
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "cloze-project-"));
    mkdirSync(path.join(folder, "docs/old"), { recursive: true });
    for (const name of ["bad.md", "docs/bad.txt", "docs/old/bad.md", "bad.py"]) {
      write(name, name.endsWith("py") ? `# ${bad}\n` : `${bad}\n`);
    }
    write("docs/poor.md", "This is a poor idea.\n");
    write("form.html", "<p>Set the value form the list.</p>\n");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  for (const { fields, words = [], expected } of [
    { fields: {}, expected: ["bad.md", "docs/bad.txt", "docs/old/bad.md"] },
    { fields: { ignorePaths: ["docs/old"] }, expected: ["bad.md", "docs/bad.txt"] },
    { fields: { ignorePaths: ["**/*.txt", "bad.*"] }, expected: ["docs/old/bad.md"] },
    { fields: { ignorePaths: ["docs"] }, words: ["docs", "bad.md"], expected: ["bad.md"] },
    { fields: { languages: ["python", "plaintext"] }, expected: ["bad.py", "docs/bad.txt"] },
    { fields: { accepted: ["This is a\n dreadful mess."] }, expected: [] },
    { fields: { accepted: [hashSentence(bad)] }, expected: [] },
    { fields: { accepted: [`${bad} It is.`, hashSentence("x")] }, words: ["bad.md"], expected: ["bad.md"] },
    { fields: { rules: { "tone/negative": { level: "off" } } }, expected: [] },
    {
      fields: { rules: { "words/slip": { never: ["Form  from"] } } },
      words: ["form.html"],
      expected: [],
    },
    {
      fields: { rules: { "words/slip": { never: ["from form"] } } },
      words: ["form.html", "--level", "few"],
      expected: ["form.html"],
    },
    { fields: { rules: { "tone/negative": { level: "all" } } }, words: ["docs/poor.md"], expected: ["docs/poor.md"] },
    {
      fields: { rules: { "tone/negative": { level: "all" } } },
      words: ["docs/poor.md", "--level", "some"],
      expected: [],
    },
    {
      fields: { rules: { "tone/negative": { level: "off" } } },
      words: ["bad.md", "--rules", "tone/negative"],
      expected: ["bad.md"],
    },
  ]) {
    it(`follows ${JSON.stringify(fields)} ${words.join(" ")}`, async () => {
      configure(fields);
      assert.deepEqual(await listFound(words), expected);
    });
  }

  it("ends with an error if it ignores every file", async () => {
    configure({ ignorePaths: ["**"] });
    const { exitCode, output, errors } = await lint([]);
    assert.deepEqual([exitCode, output], [2, ""]);
    assert.match(errors, /ignores all of them/);
  });

  it("says of a file that is named that it ignores it, and takes that for no error", async () => {
    configure({ ignorePaths: ["docs"] });
    const both = await lint(["bad.md", "./docs/bad.txt"]);
    assert.match(both.errors, /^cloze: docs.bad\.txt: not read, since \.cloze\.json ignores it$/m);
    assert.equal(both.exitCode, 1);
    const one = await lint(["docs/bad.txt"]);
    assert.match(one.errors, /not read.*\n0 findings in 0 files/);
    assert.deepEqual([one.exitCode, one.output], [0, ""]);
    const folderOnly = await lint(["docs"]);
    assert.equal(folderOnly.exitCode, 2);
  });

  it("is found above the folder, with paths relative to its own", async () => {
    configure({ ignorePaths: ["docs/old/**"] });
    const { output } = await runFake(["lint"], { answer, folder: path.join(folder, "docs") });
    assert.deepEqual(output.match(/^[^:\n]+/gm), ["bad.txt"]);
  });

  it("is not looked for above the root of a repository", async () => {
    configure({ rules: { "tone/negative": { level: "off" } } });
    mkdirSync(path.join(folder, "docs/.git"));
    const { exitCode } = await runFake(["lint"], { answer, folder: path.join(folder, "docs") });
    assert.equal(exitCode, 1);
  });

  it("sets the severity of findings", async () => {
    configure({ rules: { "tone/negative": { severity: "warning" } } });
    const [finding] = JSON.parse((await lint(["bad.md", "--json"])).output) as { severity: string }[];
    assert.equal(finding?.severity, "warning");
  });

  it("ends with an error, and checks nothing, if it cannot be read", async () => {
    write(".cloze.json", '{\n  "rules": { "tone/negative": { "level": "often" } }\n}');
    const { exitCode, output, errors, requests } = await lint([]);
    assert.deepEqual([exitCode, output, requests], [2, "", []]);
    assert.match(
      errors,
      /\.cloze\.json: line 2, column \d+: rules\["tone\/negative"\]\.level is "often", expected one of off, few, some, all \(bad-project-file\)$/m,
    );
  });
});
