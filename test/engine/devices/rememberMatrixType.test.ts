import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { detectMatrixType } from "../../../src/engine/devices/detectMatrixType";
import { rememberMatrixType } from "../../../src/engine/devices/rememberMatrixType";

describe("rememberMatrixType", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "cloze-cache-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it("remembers the type for this processor, and detects it again if the file is damaged", async () => {
    const cache = join(folder, "new");
    const found = await rememberMatrixType(cache);
    assert.equal(found, await detectMatrixType());
    const [name = "", ...others] = readdirSync(cache);
    assert.deepEqual(others, []);
    // The file counts, even if the processor would say something else.
    const other = found === "full" ? "narrow" : "full";
    for (const { content, expected } of [
      { content: other, expected: other },
      ...["", "int", "127", "\0"].map((content) => ({ content, expected: found })),
    ]) {
      writeFileSync(join(cache, name), content);
      assert.equal(await rememberMatrixType(cache), expected, JSON.stringify(content));
    }
    assert.equal(readFileSync(join(cache, name), "utf8"), found);
  });

  it("detects the type each time if nothing can be kept", async () => {
    const cache = join(folder, "file");
    writeFileSync(cache, "");
    assert.equal(await rememberMatrixType(cache), await detectMatrixType());
  });
});
