import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installOnce } from "./installOnce";

describe("installOnce", () => {
  const cacheBefore = process.env["CLOZE_CACHE"];
  let cache: string;
  beforeEach(() => {
    cache = mkdtempSync(join(tmpdir(), "cloze-cache-"));
    process.env["CLOZE_CACHE"] = cache;
  });
  afterEach(() => {
    rmSync(cache, { recursive: true });
    if (cacheBefore === undefined) delete process.env["CLOZE_CACHE"];
    else process.env["CLOZE_CACHE"] = cacheBefore;
  });

  const writeTool = (text: string) => (folder: string) => {
    writeFileSync(join(folder, "tool"), text);
    return Promise.resolve();
  };

  it("installs the first time and finds it the next", async () => {
    const first = await installOnce("tool-1", writeTool("first"));
    const second = await installOnce("tool-1", writeTool("second"));
    assert.equal(first, join(cache, "tool-1"));
    assert.equal(second, first);
    assert.equal(readFileSync(join(first, "tool"), "utf8"), "first");
  });

  it("leaves nothing when installing fails, and can be tried again", async () => {
    await assert.rejects(
      installOnce("tool-1", () => Promise.reject(new Error("no network"))),
      /no network/,
    );
    assert.deepEqual(readdirSync(cache), []);
    await installOnce("tool-1", writeTool("later"));
  });

  it("of two at once, one is kept whole", async () => {
    const folders = await Promise.all([
      installOnce("tool-1", writeTool("one")),
      installOnce("tool-1", writeTool("other")),
    ]);
    assert.deepEqual(folders, [join(cache, "tool-1"), join(cache, "tool-1")]);
    assert.deepEqual(readdirSync(cache), ["tool-1"]);
  });

  it("removes what a killed installation left, and only that", async () => {
    const { pid: ended } = spawnSync(process.execPath, ["-e", ""]);
    const abandoned = join(cache, `tool-1.${ended}.1.partial`);
    const running = join(cache, `tool-1.${process.ppid}.1.partial`);
    mkdirSync(abandoned);
    mkdirSync(running);
    await installOnce("tool-1", writeTool("new"));
    assert.equal(existsSync(abandoned), false);
    assert.equal(existsSync(running), true);
  });
});
