import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { crc32 } from "node:zlib";
import { checkInThread } from "../../../src/engine/weights/checkInThread";
import { skipBecause } from "../../harness/skipBecause";

const THREAD = path.resolve("dist", "check.cjs");
/** Size of a file that is large enough for a thread. All but its first bytes are zeros, which take no space on the disk. */
const LARGE = 70e6;
const START = Buffer.from("some bytes that are not zero");

describe("checkInThread", () => {
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

  it("sums up a large file while this thread goes on", async () => {
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 1);
    const found = await read(THREAD, large, LARGE);
    clearInterval(ticking);
    assert.equal(found, sumOf(START, new Uint8Array(LARGE - START.length)));
    assert.ok(turns > 2, `${turns} turns`);
  });

  it("sums up no more bytes than it is told to", async () =>
    assert.equal(await read(THREAD, large, 65e6), sumOf(START, new Uint8Array(65e6 - START.length))));

  for (const { name, code } of [
    { name: "does not exist", code: undefined },
    { name: "throws", code: "throw new Error('no')" },
    { name: "ends without an answer", code: "process.exit()" },
  ]) {
    it(`sums up the file in this thread if the thread's program ${name}`, async () => {
      const thread = code === undefined ? path.join(folder, "none.cjs") : write("thread.cjs", code);
      assert.equal(await read(thread, large, LARGE), sumOf(START, new Uint8Array(LARGE - START.length)));
    });
  }

  it("starts no thread for a small file", async () =>
    assert.equal(await read("no such file", large, START.length), sumOf(START)));

  it("names a file that is gone", async () => {
    const gone = path.join(folder, "gone");
    for (const length of [10, LARGE]) await assert.rejects(read(THREAD, gone, length), new RegExp(`ENOENT.*${gone}`));
  });
});
