import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { transform } from "esbuild";

describe("package.json", () => {
  it("has no key twice: VS Code takes the last, and what the first contributes is gone", async () => {
    const { warnings } = await transform(readFileSync("package.json", "utf8"), { loader: "json" });
    assert.deepEqual(
      warnings.map(({ text }) => text),
      [],
    );
  });
});
