import assert from "node:assert/strict";
import { readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import * as disk from "../../src/platform/node/diskFiles";
import * as nodeHashes from "../../src/platform/node/nodeHashes";
import * as nodeTurns from "../../src/platform/node/nodeTurns";
import * as held from "../../src/platform/web/heldFiles";
import * as webHashes from "../../src/platform/web/webHashes";
import * as webTurns from "../../src/platform/web/webTurns";

describe("platform", () => {
  for (const [name, node, web] of [
    ["files", disk, held],
    ["hashes", nodeHashes, webHashes],
    ["turns", nodeTurns, webTurns],
  ] as const) {
    it(`has in a browser all that it has in Node: ${name}`, () => {
      const missing = Object.keys(node).filter((key) => !(key in web));
      assert.deepEqual(missing, []);
    });
  }
});

describe("heldFiles", () => {
  const bytes = Uint8Array.from({ length: 100 }, (_, i) => i);
  before(() => held.holdFiles("/models/one", new Map([["a.bin", bytes]])));

  it("reads ranges, sizes and names", async () => {
    const file = await held.open("/models/one/a.bin");
    const found = new Uint8Array(8);
    assert.equal((await file.read(found, 2, 5, 10)).bytesRead, 5);
    assert.deepEqual([...found], [0, 0, 10, 11, 12, 13, 14, 0]);
    assert.equal((await file.read(found, 0, 8, 96)).bytesRead, 4);
    assert.equal((await held.stat("/models/one/a.bin")).size, 100);
    assert.equal(held.statSync("/models/one/a.bin", { bigint: true }).size, 100n);
    assert.deepEqual(await held.readdir("/models/one"), ["a.bin"]);
  });

  it("tells of a file that is not there as a disk does", async () => {
    for (const path of ["/models/one/b.bin", "/models"]) {
      await assert.rejects(held.open(path), { code: "ENOENT" });
      await assert.rejects(held.stat(path), { code: "ENOENT" });
      assert.throws(() => held.statSync(path, { bigint: true }), { code: "ENOENT" });
      assert.equal(held.statSync(path, { bigint: true, throwIfNoEntry: false }), undefined);
    }
    const missing = join(resolve("models"), "b.bin");
    await assert.rejects(stat(missing), { code: "ENOENT" });
    assert.ok((await readdir("models")).length > 0);
  });
});
