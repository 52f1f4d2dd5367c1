import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openFolder } from "../../../src/engine/cache/openCacheFolder";
import { skipBecause } from "../../harness/skipBecause";

const readMode = (path: string) => statSync(path).mode & 0o777;

describe("openFolder", () => {
  let root: string;
  before(() => (root = mkdtempSync(join(tmpdir(), "cloze-cache-"))));
  after(() => rmSync(root, { recursive: true }));
  beforeEach(function () {
    if (process.platform === "win32") skipBecause(this, "Windows has other rights");
  });

  it("makes a folder and those above it, for their owner alone", () => {
    const folder = join(root, "a", "b", "c");
    assert.equal(
      openFolder(() => folder),
      folder,
    );
    assert.deepEqual([folder, join(root, "a", "b")].map(readMode), [0o700, 0o700]);
  });

  it("closes one that others may read, and leaves those above it alone", () => {
    const folder = join(root, "open", "cloze");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "kept"), "");
    const above = readMode(join(root, "open"));
    openFolder(() => folder);
    assert.deepEqual([readMode(folder), readMode(join(root, "open"))], [0o700, above]);
    assert.ok(existsSync(join(folder, "kept")));
  });

  for (const { name, select } of [
    { name: "is below a file", select: () => (writeFileSync(join(root, "file"), ""), join(root, "file", "cloze")) },
    { name: "is a file", select: () => join(root, "file") },
    // Node's own way of making such a folder never ends.
    { name: "is where no folder can be made", select: () => "/proc/cloze" },
    {
      name: "nobody knows",
      select: () => {
        throw new Error("no home");
      },
    },
  ]) {
    it(`gives up where it ${name}`, () => assert.equal(openFolder(select), undefined));
  }
});
