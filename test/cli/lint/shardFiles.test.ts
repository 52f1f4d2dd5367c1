import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { readShard, shardFiles } from "../../../src/cli/lint/shardFiles";
import { runFake } from "../fakeContext";
import { answer } from "./fakeAnswer";

describe("shards", () => {
  const listFiles = (count: number) => Array.from({ length: count }, (_, i) => `docs/${(i * 7919) % 1009}/${i}.md`);
  const shard = (files: readonly string[], part: number, of: number) => shardFiles(files, { part, of }, (file) => file);

  it("are disjoint, and together all files, for every number of parts and of files", () => {
    for (const count of [0, 1, 2, 3, 10, 97, 100]) {
      const files = listFiles(count);
      for (let of = 1; of <= 110; of += 1) {
        const parts = Array.from({ length: of }, (_, i) => shard(files, i + 1, of));
        assert.deepEqual(parts.flat().sort(), [...files].sort(), `${count} files in ${of}`);
        const sizes = parts.map(({ length }) => length);
        assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1, `${count} files in ${of}: ${sizes.join()}`);
      }
    }
  });

  it("do not depend on the order in which files are named, nor on the system's slashes", () => {
    const files = listFiles(50);
    for (let part = 1; part <= 7; part += 1) {
      assert.deepEqual(shard([...files].reverse(), part, 7), shard(files, part, 7));
      const windows = shard(
        files.map((file) => file.replaceAll("/", "\\")),
        part,
        7,
      );
      assert.deepEqual(
        windows.map((file) => file.replaceAll("\\", "/")),
        shard(files, part, 7),
      );
    }
  });

  for (const value of ["", "1", "0/2", "3/2", "1/0", "1/2/3", "-1/2", "1.5/2", "01/2", "1/10001", "a/b", " 1/2"]) {
    it(`refuses ${JSON.stringify(value)}`, () => assert.throws(() => readShard(value), /--shard is/));
  }

  it("find together what one run finds, and a part without files finds nothing", async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "cloze-shard-"));
    try {
      for (let i = 0; i < 5; i += 1) writeFileSync(path.join(folder, `${i}.md`), "This is a dreadful mess.");
      const lint = (words: readonly string[]) => runFake(["lint", ...words], { answer, folder });
      const whole = (await lint([])).output;
      const parts = [];
      for (let i = 1; i <= 7; i += 1) parts.push(await lint([`--shard=${i}/7`]));
      assert.equal(parts.map(({ output }) => output).join(""), whole);
      assert.deepEqual(
        parts.map(({ exitCode }) => exitCode),
        [1, 1, 1, 1, 1, 0, 0],
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
