import assert from "node:assert/strict";
import { join } from "node:path";
import { selectCacheFolder } from "../../../src/engine/cache/selectCacheFolder";

describe("selectCacheFolder", () => {
  for (const { platform, environment, expected } of [
    { platform: "linux", environment: {}, expected: join("/home/a", ".cache", "cloze") },
    { platform: "linux", environment: { XDG_CACHE_HOME: "/x" }, expected: join("/x", "cloze") },
    { platform: "linux", environment: { XDG_CACHE_HOME: "x" }, expected: join("/home/a", ".cache", "cloze") },
    { platform: "linux", environment: { XDG_CACHE_HOME: "" }, expected: join("/home/a", ".cache", "cloze") },
    {
      platform: "darwin",
      environment: { XDG_CACHE_HOME: "/x" },
      expected: join("/home/a", "Library", "Caches", "cloze"),
    },
    { platform: "win32", environment: { LOCALAPPDATA: "C:/l" }, expected: join("C:/l", "cloze", "Cache") },
    {
      platform: "win32",
      environment: { LOCALAPPDATA: "l" },
      expected: join("/home/a", "AppData", "Local", "cloze", "Cache"),
    },
    { platform: "win32", environment: {}, expected: join("/home/a", "AppData", "Local", "cloze", "Cache") },
  ] as const) {
    it(`is ${expected} on ${platform} with ${JSON.stringify(environment)}`, () => {
      assert.equal(selectCacheFolder(platform, environment, "/home/a"), expected);
    });
  }
});
