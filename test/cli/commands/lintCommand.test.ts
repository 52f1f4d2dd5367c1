import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Log } from "sarif";
import { runFake } from "../fakeContext";
import { answer } from "../lint/fakeAnswer";

/** What a terminal shows in the end, without spaces at the ends of lines. */
function readTerminal(written: string): readonly string[] {
  return written.split("\n").map((line) => {
    const parts = line.split("\r");
    return parts.reduce((shown, part) => part + shown.slice(part.length), "").trimEnd();
  });
}

describe("cloze lint", () => {
  let folder: string;
  const lint = (words: readonly string[]) => runFake(["lint", ...words], { answer, folder });
  const write = (name: string, text: string | Buffer) => writeFileSync(path.join(folder, name), text);

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "cloze-lint-"));
    write("clean.md", "# Title\n\nThe file holds one record.\n");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("exits with 0 and prints nothing for clean files", async () => {
    const { exitCode, output, errors } = await lint([]);
    assert.deepEqual([exitCode, output, errors], [0, "", "0 findings in 1 file, computed in int8\n"]);
  });

  it("exits with 2 and says so if there is no file to read", async () => {
    rmSync(path.join(folder, "clean.md"));
    for (const words of [[], ["."], ["*.md"], ["--json"]]) {
      const { exitCode, output, errors } = await lint(words);
      assert.deepEqual([exitCode, output], [2, ""]);
      assert.match(errors, /no document in|no such file/);
    }
  });

  it("exits with 1 and prints file, line, column, rule, score and message", async () => {
    write("bad.txt", "All is well here.\r\n\r\nFine words. This is a dreadful mess.\r\n");
    const { exitCode, output, errors } = await lint([]);
    assert.equal(exitCode, 1);
    assert.match(output, /^bad\.txt:3:13 {2}tone\/negative {2}0\.87 {2}Reads negative: “This is a dreadful mess\.”\n$/);
    assert.equal(errors, "1 finding in 2 files, computed in int8\n");
  });

  it("leaves out passages that a document leaves unmarked", async () => {
    const bad = "This is a dreadful mess.";
    write("bad.md", `${bad}\n\n<!-- cloze-disable -->\n\n${bad}\n\n<!-- cloze-enable -->\n\n${bad}\n`);
    write("bad.py", `# cloze-disable\n# ${bad}\n`);
    const { exitCode, output } = await lint(["bad.md", "bad.py"]);
    assert.equal(exitCode, 1);
    assert.deepEqual(output.match(/^\S+/gm), ["bad.md:1:1", "bad.md:9:1"]);
  });

  it("prints JSON with places by line, column and offset", async () => {
    const text = "🙂 All is well here.\n\nFine. This is a dreadful mess.\n";
    write("bad.txt", text);
    const { exitCode, output } = await lint(["bad.txt", "clean.md", "--json"]);
    const start = text.indexOf("This");
    const end = text.lastIndexOf("\n");
    const [finding, ...more] = JSON.parse(output) as readonly Record<string, unknown>[];
    assert.equal(exitCode, 1);
    assert.deepEqual(more, []);
    assert.deepEqual(
      { ...finding, message: typeof finding?.["message"] },
      {
        file: "bad.txt",
        range: { start: { line: 3, column: 7, offset: start }, end: { line: 3, column: 31, offset: end } },
        rule: "tone/negative",
        severity: "information",
        score: 0.87,
        message: "string",
      },
    );
  });

  it("prints SARIF, with files that could not be read, and nothing else", async () => {
    write("bad.txt", "Fine. This is a dreadful mess.\n");
    write("latin.txt", Buffer.from([0x61, 0xe9]));
    const { exitCode, output } = await lint(["bad.txt", "latin.txt", "--sarif", "--why"]);
    assert.equal(exitCode, 2);
    const { runs } = JSON.parse(output) as Log;
    const said = runs.flatMap(({ results = [] }) => results.map(({ message }) => message.text ?? ""));
    assert.equal(said.length, 1);
    assert.match(said[0] ?? "", /^Reads negative: “This is a dreadful mess\.” Mostly for "dreadful"/);
    assert.match(output, /content is not UTF-8 text \(bad-input\)/);
  });

  it("prints SARIF of no findings, and does not mix it with JSON", async () => {
    const { exitCode, output, errors } = await lint(["--sarif"]);
    assert.deepEqual([exitCode, errors], [0, ""]);
    assert.match(output, /"results": \[\]/);
    const mixed = await lint(["--sarif", "--json"]);
    assert.equal(mixed.exitCode, 2);
    assert.match(mixed.errors, /outputs "json" and "sarif", expected one/);
  });

  for (const { output, short } of [
    { output: "json", short: ["--json"] },
    { output: "sarif", short: ["--sarif"] },
    { output: "text", short: [] },
  ]) {
    it(`prints with --output ${output} what ${short[0] ?? "no option"} prints`, async () => {
      write("bad.txt", "Fine. This is a dreadful mess.\n");
      assert.deepEqual(await lint(["bad.txt", "--output", output]), await lint(["bad.txt", ...short]));
    });
  }

  it("reads standard input when given -, beside files, as the format that is named", async () => {
    write("bad.md", "*This* is a dreadful mess.\n");
    const input = "% This is no prose.\n\n\\emph{This} is a dreadful mess.\n";
    const words = ["bad.md", "-", "--format", "tex"];
    const { exitCode, output, errors, requests } = await runFake(["lint", ...words], { answer, folder, input });
    assert.deepEqual([exitCode, errors], [1, "2 findings in 2 files, computed in int8\n"]);
    assert.deepEqual(output.match(/^\S+/gm), ["bad.md:1:1", "-:3:7"]);
    assert.deepEqual((requests[0]?.params as { sentences: unknown }).sentences, [
      "*This* is a dreadful mess.",
      "This is a dreadful mess.",
    ]);
  });

  it("reads standard input as plain text if no format is named", async () => {
    const input = "# This is a dreadful mess.\n";
    const { output } = await runFake(["lint", "-", "--json"], { answer, folder, input });
    const [finding] = JSON.parse(output) as { file: string; range: { start: { offset: number } } }[];
    assert.deepEqual([finding?.file, finding?.range.start.offset], ["-", 0]);
  });

  it("says that standard input is not UTF-8", async () => {
    const { exitCode, errors } = await runFake(["lint", "-"], { answer, folder, input: Buffer.from([0x61, 0xe9]) });
    assert.equal(exitCode, 2);
    assert.match(errors, /^cloze: -: standard input is not UTF-8 text \(bad-input\)$/m);
  });

  it("names the words that a finding rests on, and where they stand, when asked why", async () => {
    write("bad.txt", "This is a dreadful mess.\n\nIt was dreadful, so dreadful, dreadful, dreadful, dreadful.\n");
    const { output } = await lint(["bad.txt", "--why"]);
    assert.match(output, /:1:1 .*mess\.” Mostly for "dreadful": without it, 0 % negative\.\n/);
    assert.match(output, /:3:1 .*” No four words or fewer account for it\.\n/);
    const findings = JSON.parse((await lint(["bad.txt", "--why", "--json"])).output) as { why: unknown }[];
    assert.deepEqual(
      findings.map(({ why }) => why),
      [
        {
          words: [
            {
              text: "dreadful",
              range: { start: { line: 1, column: 11, offset: 10 }, end: { line: 1, column: 19, offset: 18 } },
            },
          ],
          without: 0,
          message: 'Mostly for "dreadful": without it, 0 % negative.',
        },
        { words: [], without: null, message: "No four words or fewer account for it." },
      ],
    );
  });

  it("looks for no reason by default", async () => {
    write("bad.txt", "This is a dreadful mess.");
    const { requests } = await lint(["bad.txt"]);
    assert.equal(requests.filter(({ kind }) => kind === "tone").length, 1);
  });

  it("prints an empty JSON list for clean files", async () => {
    assert.equal((await lint(["--json"])).output, "[]\n");
  });

  it("counts offsets as the editor does, without a byte order mark", async () => {
    write("bom.txt", "\ufeffThis is a dreadful mess.");
    const [finding] = JSON.parse((await lint(["bom.txt", "--json"])).output) as { range: { start: unknown } }[];
    assert.deepEqual(finding?.range.start, { line: 1, column: 1, offset: 0 });
  });

  it("reads Markdown as Markdown", async () => {
    write("code.md", "Words before code.\n\n```\nThis is a dreadful mess.\n```\n");
    write("code.txt", "```\nThis is a dreadful mess.\n```\n");
    assert.equal((await lint(["code.md"])).exitCode, 0);
    assert.equal((await lint(["code.txt"])).exitCode, 1);
  });

  it("reads the comments of a program", async () => {
    write("code.py", '"""This is a dreadful mess."""\ns = "This is a dreadful mess."\n');
    const found = JSON.parse((await lint(["code.py", "--json"])).output) as { range: { start: unknown } }[];
    assert.deepEqual(
      found.map(({ range }) => range.start),
      [{ line: 1, column: 4, offset: 3 }],
    );
  });

  for (const { words, exitCode } of [
    { words: [], exitCode: 0 },
    { words: ["--rules", "tone/negative", "--threshold", "0.4"], exitCode: 1 },
    { words: ["--rules", "tone/negative", "--threshold", "0.46"], exitCode: 0 },
  ]) {
    it(`finds what reaches the threshold: ${words.join(" ")}`, async () => {
      write("poor.txt", "This is a poor idea.");
      assert.equal((await lint(words)).exitCode, exitCode);
    });
  }

  for (const { words, expected } of [
    { words: ["--level", "few"], expected: ["form.txt"] },
    { words: ["--level", "some"], expected: ["bad.txt", "form.txt", "twice.txt"] },
    { words: ["--level", "all"], expected: ["bad.txt", "form.txt", "poor.txt", "twice.txt"] },
    { words: ["--rules", "tone/negative", "--level", "all"], expected: ["bad.txt", "poor.txt"] },
    { words: ["--rules", "tone/negative", "--level", "few", "--threshold", "0.85"], expected: ["bad.txt"] },
    { words: ["--rules", "words/slip", "--level", "few"], expected: ["form.txt"] },
    { words: ["--rules", "words/double,words/slip", "--level", "some"], expected: ["form.txt", "twice.txt"] },
    { words: ["--rules", "words/double", "--level", "few"], expected: [] },
  ]) {
    it(`finds what the level asks for: ${words.join(" ")}`, async () => {
      write("bad.txt", "This is a dreadful mess.");
      write("poor.txt", "This is a poor idea.");
      write("form.txt", "Set the value form the list.");
      write("twice.txt", "Open the the file.");
      const { output } = await lint(words);
      assert.deepEqual(output.match(/^[^:\n]+/gm) ?? [], expected);
    });
  }

  for (const { words, says } of [
    { words: ["--level", "off"], says: /--level is "off", expected few, some, all \(bad-usage\)/ },
    {
      words: ["--rules", "tone/odd"],
      says: /--rules names "tone\/odd", expected some of tone\/negative, words\/slip, .* \(bad-usage\)/,
    },
    { words: ["--rules", "foo"], says: /--rules names "foo", expected some of .*, label\/<name>, own\/<name> / },
    { words: ["--rules", "label/"], says: /--rules names "label\/", expected the name of a label after "label\/"/ },
    { words: ["--rules", ""], says: /--rules is "", expected some of tone\/negative, / },
    { words: ["--rules", ","], says: /--rules is ",", expected some of tone\/negative, / },
    { words: ["--threshold", "0.5"], says: /--threshold holds for one rule, but tone\/negative, words\/slip, / },
    { words: ["--threshold", "2"], says: /--threshold is "2", expected a number from 0 to 1 \(bad-usage\)/ },
  ]) {
    it(`refuses ${words.join(" ")}`, async () => {
      const { exitCode, errors } = await lint(words);
      assert.equal(exitCode, 2);
      assert.match(errors, says);
    });
  }

  it("names a rule of a comment that does not exist, and its place", async () => {
    write("bad.md", "<!-- cloze-disable tone/odd -->\n\nThis is a dreadful mess.\n");
    const { exitCode, output, errors } = await lint(["bad.md"]);
    assert.equal(exitCode, 1);
    assert.match(output, /^bad\.md:3:1 /);
    assert.match(
      errors,
      /^cloze: bad\.md: line 1, column 20: no rule is called "tone\/odd"; rules: tone\/negative, words\/slip, .*$/m,
    );
  });

  describe("progress", () => {
    const lintLong = (isTerminal: boolean) =>
      runFake(["lint"], {
        answer,
        folder,
        isTerminal,
        progress: [
          [2, 3],
          [3, 3],
        ],
      });

    it("is one line on standard error if that is a terminal, and gone before anything else is printed", async () => {
      write("poison.txt", "This is a poison pill.");
      const { errors } = await lintLong(true);
      assert.ok(
        errors.startsWith(
          "\rfile 2 of 2, 0 of 3 sentences\rfile 2 of 2, 2 of 3 sentences\rfile 2 of 2, 3 of 3 sentences",
        ),
        JSON.stringify(errors),
      );
      assert.deepEqual(readTerminal(errors), [
        "cloze: poison.txt: line 1, column 1: this sentence is not checked: engine ended (stopped)",
        "0 findings in 2 files, computed in int8",
        "",
      ]);
    });

    it("is not shown if that is not a terminal", async () => {
      assert.equal((await lintLong(false)).errors, "0 findings in 1 file, computed in int8\n");
    });
  });
});
