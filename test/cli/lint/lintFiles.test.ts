import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { EngineError } from "../../../src/engine/protocol/engineError";
import { type Request, runFake } from "../fakeContext";
import { answer } from "./fakeAnswer";

describe("lintFiles", () => {
  let folder: string;
  const lint = (words: readonly string[]) => runFake(["lint", ...words], { answer, folder });
  const write = (name: string, text: string | Buffer) => writeFileSync(path.join(folder, name), text);

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "cloze-lint-"));
    write("clean.md", "# Title\n\nThe file holds one record.\n");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  for (const { name, file, text, says } of [
    {
      name: "is not text",
      file: "a.txt",
      text: Buffer.from([0x61, 0xff, 0x62]),
      says: /a\.txt: .*not UTF-8.*bad-input/,
    },
    {
      name: "holds a sentence that kills the engine",
      file: "a.txt",
      text: "This is a poison pill.",
      says: /a\.txt: line 1, column 1: this sentence is not checked: engine ended \(stopped\)/,
    },
  ]) {
    it(`names a file that ${name}, checks the rest and exits with 2`, async () => {
      write(file, text);
      write("bad.txt", "This is a dreadful mess.");
      const { exitCode, output, errors } = await lint([]);
      assert.equal(exitCode, 2);
      assert.match(output, /^bad\.txt:1:1 /);
      assert.match(errors, says);
    });
  }

  it("stops at an error that every file would have", async () => {
    write("a.txt", "The record is broken here.");
    const { exitCode, errors, requests } = await lint([]);
    assert.deepEqual([exitCode, errors, requests.length], [2, "cloze: no answer (failed)\n", 1]);
  });

  it("exits with 2 for a file that is not there", async () => {
    const { exitCode, errors } = await lint(["gone.md"]);
    assert.equal(exitCode, 2);
    assert.match(errors, /gone\.md/);
  });

  it("asks the engine nothing about a file without sentences", async () => {
    write("empty.txt", "");
    const { exitCode, requests } = await lint(["empty.txt"]);
    assert.deepEqual([exitCode, requests], [0, []]);
  });

  it("has the engine keep what it read, once, at the end", async () => {
    write("bad.txt", "This is a dreadful mess.");
    const { requests } = await lint([]);
    assert.deepEqual(
      requests.map(({ kind }) => kind),
      ["slips", "tone", "unload"],
    );
  });

  it("loses of a file no more than the sentence that the engine dies of, and says where that is", async () => {
    write("a.md", "# Title\n\nThis is a dreadful mess. A poison pill. This is a dreadful end.\n");
    const { exitCode, output, errors } = await lint(["a.md"]);
    assert.equal(exitCode, 2);
    assert.deepEqual(output.match(/^\S+/gm), ["a.md:3:1", "a.md:3:41"]);
    assert.equal(
      errors,
      "cloze: a.md: line 3, column 26: this sentence is not checked: engine ended (stopped)\n2 findings in 1 file, computed in int8\n",
    );
  });

  it("keeps a finding whose reason the engine dies of", async () => {
    write("a.txt", "This is a dreadful mess.");
    const deadly = (request: Request) => {
      const { sentences = [] } = request.params as { sentences?: readonly string[] };
      if (sentences.some((sentence) => sentence.includes("[MASK]"))) throw new EngineError("hung", "engine hung");
      return answer(request);
    };
    const { exitCode, output, errors } = await runFake(["lint", "--why"], { answer: deadly, folder });
    assert.equal(exitCode, 2);
    assert.match(output, /^a\.txt:1:1 .*mess\.”\n$/);
    assert.match(
      errors,
      /^cloze: a\.txt: line 1, column 1: the reason of this finding is not known: engine hung \(hung\)/,
    );
  });

  it("stops at an engine that ends at every sentence", async () => {
    write(
      "a.txt",
      "The poison is in the pill. The poison is in the cup. The tree has the poison. The pen has the poison.",
    );
    const { exitCode, output, errors } = await lint(["a.txt"]);
    assert.deepEqual([exitCode, output], [2, ""]);
    assert.equal(errors, "cloze: the engine ends at whatever it is asked: engine ended (unavailable)\n");
  });

  it("asks about small files together, and halves them until it finds the sentence that the engine dies of", async () => {
    for (let i = 0; i < 9; i += 1) write(`${i}.txt`, i === 4 ? "A poison pill." : `This is a dreadful mess ${i}.`);
    const { output, errors, requests } = await lint([]);
    assert.equal(output.match(/tone\/negative/g)?.length, 8);
    assert.match(
      errors,
      /^cloze: 4\.txt: line 1, column 1: .* \(stopped\)\n8 findings in 10 files, computed in int8\n$/,
    );
    const asked = requests.filter(({ kind }) => kind === "tone");
    assert.deepEqual(
      asked.map(({ params }) => (params as { sentences: unknown[] }).sentences.length),
      [11, 6, 3, 3, 2, 1, 1, 1, 5],
    );
  });

  it("asks again where enough sentences came together, and keeps the order of files", async () => {
    const long = Array.from({ length: 350 }, (_, i) => `This is dreadful mess number ${i}.`).join("\n\n");
    for (const name of ["a.md", "b.md", "c.md"]) write(name, long);
    const { output, requests } = await lint(["a.md", "b.md", "c.md"]);
    const asked = requests.filter(({ kind }) => kind === "tone");
    assert.deepEqual(
      asked.map(({ params }) => (params as { sentences: unknown[] }).sentences.length),
      [700, 350],
    );
    const files = output
      .trim()
      .split("\n")
      .map((line) => line.split(":")[0]);
    assert.deepEqual(
      files,
      ["a.md", "b.md", "c.md"].flatMap((name) => new Array<string>(350).fill(name)),
    );
  });
});
