import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { CODE_LANGUAGES } from "../../../src/text/formats/comments/codeLanguages";
import { DOCUMENT_FORMATS } from "../../../src/text/formats/format";
import { runFake } from "../fakeContext";

interface Printed {
  readonly file: string;
  readonly format: string;
  readonly sentences: readonly { readonly start: number; readonly end: number; readonly text: string }[];
}

describe("cloze read", () => {
  let folder: string;
  const read = (words: readonly string[], input?: string | Buffer) => runFake(["read", ...words], { folder, input });
  const write = (name: string, text: string | Buffer) => writeFileSync(path.join(folder, name), text);
  const readLines = (output: string) => output.split("\n").slice(0, -1);

  beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), "cloze-read-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it("prints a sentence a line, with its place, and asks the engine nothing", async () => {
    write("a.md", "# Title\r\n\r\n- One *item*. Two\r\n  lines.\r\n");
    const { exitCode, output, errors, requests } = await read(["a.md"]);
    assert.deepEqual([exitCode, errors, requests], [0, "", []]);
    assert.deepEqual(readLines(output), ["a.md:1:3  Title", "a.md:3:3  One item.", "a.md:3:15  Two lines."]);
  });

  it("prints JSON with offsets in UTF-16 units, markup between the ends of a sentence included", async () => {
    const text = "🙂 is *fine*.\n\nThe *last* one.\n";
    write("a.md", text);
    const { output } = await read(["a.md", "--json"]);
    const printed = JSON.parse(output) as Printed;
    assert.deepEqual(Object.keys(printed), ["file", "format", "sentences"]);
    assert.deepEqual([printed.file, printed.format], ["a.md", "markdown"]);
    assert.deepEqual(
      printed.sentences.map(({ start, end, text: read }) => [text.slice(start, end), read]),
      [
        ["🙂 is *fine*.", "🙂 is fine."],
        ["The *last* one.", "The last one."],
      ],
    );
    assert.equal((await read(["a.md", "--output", "json"])).output, output);
  });

  it("prints a line of JSON for each file, in the order in which they are named", async () => {
    write("b.py", "x = 1  # A comment.\n");
    mkdirSync(path.join(folder, "docs"));
    write("docs/a.rst", "A *paragraph*.\n");
    write("docs/empty.txt", "");
    const { exitCode, output } = await read(["b.py", "docs", "--json"]);
    assert.equal(exitCode, 0);
    assert.deepEqual(
      readLines(output).map((line) => JSON.parse(line) as unknown),
      [
        { file: "b.py", format: "python", sentences: [{ start: 9, end: 19, text: "A comment." }] },
        { file: path.join("docs", "a.rst"), format: "rst", sentences: [{ start: 0, end: 14, text: "A paragraph." }] },
        { file: path.join("docs", "empty.txt"), format: "plaintext", sentences: [] },
      ],
    );
  });

  for (const { name, words } of [
    { name: "if no file is named", words: [] },
    { name: "by its name", words: ["-"] },
  ]) {
    it(`reads standard input ${name}`, async () => {
      const { exitCode, output } = await read([...words, "--format", "markdown"], "\ufeffA *b*.\n");
      assert.deepEqual([exitCode, output], [0, "-:1:1  A b.\n"]);
      const plain = await read([...words, "--json"], "A *b*.");
      assert.deepEqual(JSON.parse(plain.output), {
        file: "-",
        format: "plaintext",
        sentences: [{ start: 0, end: 6, text: "A *b*." }],
      });
    });
  }

  for (const { named, format, input, sentences } of [
    { named: "markdown", format: "markdown", input: "# *A*\n", sentences: ["A"] },
    { named: "quarto", format: "markdown", input: "# *A*\n", sentences: ["A"] },
    { named: "prompt", format: "markdown", input: "# *A*\n", sentences: ["A"] },
    { named: "mdx", format: "mdx", input: "import A from 'a'\n\n# A\n", sentences: ["A"] },
    { named: "latex", format: "latex", input: "\\emph{A} % b\n", sentences: ["A"] },
    { named: "tex", format: "latex", input: "\\emph{A} % b\n", sentences: ["A"] },
    { named: "rst", format: "rst", input: "*A*\n===\n", sentences: ["A"] },
    { named: "restructuredtext", format: "rst", input: "*A*\n===\n", sentences: ["A"] },
    { named: "asciidoc", format: "asciidoc", input: "== _A_\n", sentences: ["A"] },
    { named: "html", format: "html", input: "<p>A<p>B", sentences: ["A", "B"] },
    { named: "plaintext", format: "plaintext", input: "# A\n", sentences: ["# A"] },
    { named: "commit", format: "commit", input: "A\n# b\n", sentences: ["A"] },
    { named: "git-commit", format: "commit", input: "A\n# b\n", sentences: ["A"] },
    { named: "python", format: "python", input: "a = 1  # B\n", sentences: ["B"] },
    { named: "cpp", format: "cpp", input: "a(); // B\n", sentences: ["B"] },
    { named: "shellscript", format: "shellscript", input: "a # B\n", sentences: ["B"] },
  ]) {
    it(`reads ${named} as ${format}, whatever the file is called`, async () => {
      write("a.html", input);
      for (const [words, text] of [
        [[], input],
        [["a.html"], undefined],
      ] as const) {
        const printed = JSON.parse((await read([...words, "--format", named, "--json"], text)).output) as Printed;
        assert.equal(printed.format, format);
        assert.deepEqual(
          printed.sentences.map(({ text }) => text),
          sentences,
        );
      }
    });
  }

  it("knows every format by the name that it prints", async () => {
    for (const format of [...DOCUMENT_FORMATS, ...CODE_LANGUAGES]) {
      const { output } = await read(["--format", format, "--json"], "");
      assert.deepEqual(JSON.parse(output), { file: "-", format, sentences: [] });
    }
  });

  it("shows control characters, which could move the cursor, but not in JSON", async () => {
    write("a.txt", "A \u001b[2J b.\n");
    assert.equal((await read(["a.txt"])).output, "a.txt:1:1  A �[2J b.\n");
    const { sentences } = JSON.parse((await read(["a.txt", "--json"])).output) as Printed;
    assert.equal(sentences[0]?.text, "A \u001b[2J b.");
  });

  it("says which file cannot be read, reads the others, and exits with 2", async () => {
    write("latin.txt", Buffer.from([0x61, 0xe9]));
    write("fine.txt", "A b.\n");
    const { exitCode, output, errors } = await read(["latin.txt", "fine.txt"]);
    assert.deepEqual([exitCode, output], [2, "fine.txt:1:1  A b.\n"]);
    assert.equal(errors, "cloze: latin.txt: content is not UTF-8 text (bad-input)\n");
  });

  for (const { name, words, input, says } of [
    { name: "a file that is not there", words: ["gone.md"], input: "", says: '"gone.md": no such file' },
    { name: "no file on a terminal", words: [], input: undefined, says: "no file: name one" },
    { name: "SARIF", words: ["--output", "sarif"], input: "", says: "Allowed choices are text, json" },
  ]) {
    it(`refuses ${name} with exit code 2`, async () => {
      const { exitCode, output, errors } = await read(words, input);
      assert.deepEqual([exitCode, output], [2, ""]);
      assert.ok(errors.includes(says), errors);
    });
  }
});
