import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { crc32 } from "node:zlib";
import { checkInThread } from "../../../src/engine/weights/checkInThread";
import { skipBecause } from "../../harness/skipBecause";

const THREAD = path.resolve("dist", "check.cjs");
/** Of a file that is large enough for a thread; all but its first bytes are zeros that lie on no disk. */
const LARGE = 70e6;
const START = Buffer.from("some bytes that are not zero");

describe("the sum of a file", () => {
  let folder: string;
  let large: string;
  const write = (name: string, content: string | Uint8Array): string => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  before(function () {
    if (!existsSync(THREAD)) skipBecause(this, "dist/check.cjs is not built: npm run build");
    folder = mkdtempSync(path.join(tmpdir(), "cloze-check-"));
    large = write("large", START);
    truncateSync(large, LARGE);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const sumOf = (...parts: readonly Uint8Array[]): number => parts.reduce((sum, part) => crc32(part, sum), 0);
  const read = async (thread: string, file: string, length: number): Promise<number> =>
    Buffer.from(await checkInThread(thread, file, length)).readUInt32LE();

  it("is found while this thread goes on", async () => {
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 1);
    const found = await read(THREAD, large, LARGE);
    clearInterval(ticking);
    assert.equal(found, sumOf(START, new Uint8Array(LARGE - START.length)));
    assert.ok(turns > 2, `${turns} turns`);
  });

  it("ends where it is told to", async () =>
    assert.equal(await read(THREAD, large, 65e6), sumOf(START, new Uint8Array(65e6 - START.length))));

  for (const { name, code } of [
    { name: "is not there", code: undefined },
    { name: "throws", code: "throw new Error('no')" },
    { name: "ends without an answer", code: "process.exit()" },
  ]) {
    it(`is found here where the thread's program ${name}`, async () => {
      const thread = code === undefined ? path.join(folder, "none.cjs") : write("thread.cjs", code);
      assert.equal(await read(thread, large, LARGE), sumOf(START, new Uint8Array(LARGE - START.length)));
    });
  }

  it("of a small file starts no thread", async () =>
    assert.equal(await read("no such file", large, START.length), sumOf(START)));

  it("of a file that is gone is an error that names it", async () => {
    const gone = path.join(folder, "gone");
    for (const length of [10, LARGE]) await assert.rejects(read(THREAD, gone, length), new RegExp(`ENOENT.*${gone}`));
  });
});
