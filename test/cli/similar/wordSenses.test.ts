import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../runProgram";

describe("cloze senses, built", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cloze-senses-"));
    await writeFile(join(folder, "a.md"), "The bank lends money.\n\nShe asked the BANK for a loan.\n");
    await writeFile(join(folder, "b.md"), "We sat on the bank of the river. A bank, a bank!\n");
    await writeFile(join(folder, "broken.md"), Buffer.of(0xff, 0xfe, 0x00));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("prints each use with its group and its place", async () => {
    const { exitCode, output } = await run(["senses", "bank", "a.md", "b.md", "--groups", "2", "--json"], { folder });
    const { uses, groups, found, layer, alike } = JSON.parse(output) as {
      readonly uses: readonly { file: string; group: number; text: string; word: { start: number; end: number } }[];
      readonly groups: number;
      readonly found: number;
      readonly layer: number;
      readonly alike: readonly number[];
    };
    assert.deepEqual([exitCode, groups, found, uses.length], [0, 2, 5, 5]);
    assert.equal(alike.length, layer + 1);
    const words = uses.map(({ text, word: { start, end } }) => text.slice(start, end).toLowerCase());
    assert.deepEqual(new Set(words), new Set(["bank"]));
  });

  it("leads to the word, not to its sentence", async () => {
    const { output } = await run(["senses", "bank", "b.md", "--groups", "1"], { folder });
    assert.deepEqual(output.match(/b\.md:\d+:\d+/g)!.sort(), ["b.md:1:15", "b.md:1:36", "b.md:1:44"]);
  });

  for (const { name, words, exitCode, message } of [
    { name: "a word that is nowhere", words: ["zebra", "a.md"], exitCode: 0, message: /stands in no sentence, of 2/ },
    { name: "an empty word", words: [" ", "a.md"], exitCode: 2, message: /the word is empty, expected a word/ },
    { name: "a file of bytes beside others", words: ["bank", "a.md", "broken.md"], exitCode: 2, message: /broken\.md/ },
    { name: "no layer", words: ["bank", "a.md", "--layer", "99"], exitCode: 2, message: /layer is 99, expected/ },
    { name: "a layer in words", words: ["bank", "a.md", "--layer", "x"], exitCode: 2, message: /--layer is "x"/ },
    { name: "too many groups", words: ["bank", "a.md", "--groups", "21"], exitCode: 2, message: /groups is 21/ },
    { name: "one use", words: ["river", "b.md"], exitCode: 0, message: /1 use compared/ },
  ]) {
    it(`says what is to be said of ${name}`, async () => {
      const ended = await run(["senses", ...words], { folder });
      assert.match(ended.errors, message);
      assert.equal(ended.exitCode, exitCode);
    });
  }
});
