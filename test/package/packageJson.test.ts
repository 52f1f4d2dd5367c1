import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { transform } from "esbuild";

interface Manifest {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly version: string;
  readonly publisher: string;
  readonly license: string;
  readonly icon: string;
  readonly engines: { readonly vscode: string };
  readonly categories: readonly string[];
  readonly keywords: readonly string[];
}

/**
 * Categories of Visual Studio Marketplace. Source: code.visualstudio.com/api/references/extension-manifest; Open VSX takes
 * the same.
 */
const CATEGORIES = [
  ["Programming Languages", "Snippets", "Linters", "Themes", "Debuggers", "Formatters", "Keymaps", "SCM Providers"],
  ["Other", "Extension Packs", "Language Packs", "Data Science", "Machine Learning", "Visualization", "Notebooks"],
  ["Education", "Testing", "AI", "Chat"],
].flat();
/** The most keywords that are taken, those that are added for what an extension contributes among them. Same source. */
const MOST_KEYWORDS = 30;
/** Least width and height of the icon, in pixels. Same source. */
const LEAST_ICON = 128;

describe("package.json", () => {
  it("has no key twice: VS Code takes the last, and what the first contributes is gone", async () => {
    const { warnings } = await transform(readFileSync("package.json", "utf8"), { loader: "json" });
    assert.deepEqual(
      warnings.map(({ text }) => text),
      [],
    );
  });

  describe("is as both marketplaces want it", () => {
    const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;

    it("names the extension, its publisher and its licence", () => {
      for (const id of [manifest.name, manifest.publisher]) assert.match(id, /^[a-z0-9][a-z0-9-]*$/);
      // Pre-releases are a flag there, and no part of the number.
      assert.match(manifest.version, /^\d+\.\d+\.\d+$/);
      assert.match(manifest.engines.vscode, /^\^\d+\.\d+\.\d+$/);
      assert.ok(manifest.displayName.length > 0 && manifest.description.length > 0);
      // Open VSX takes no extension without one.
      assert.equal(manifest.license, "MIT");
      assert.match(readFileSync("LICENSE", "utf8"), /^MIT License\n/);
    });

    it("has an icon that is a PNG and large enough", () => {
      const bytes = readFileSync(manifest.icon);
      assert.equal(bytes.subarray(1, 4).toString("latin1"), "PNG");
      const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
      assert.ok(width === height && width >= LEAST_ICON, `${width} × ${height} pixels`);
    });

    it("has categories that there are, and keywords that are taken", () => {
      assert.ok(manifest.categories.length > 0);
      assert.deepEqual(
        manifest.categories.filter((category) => !CATEGORIES.includes(category)),
        [],
      );
      assert.equal(new Set(manifest.keywords).size, manifest.keywords.length);
      assert.ok(manifest.keywords.length <= MOST_KEYWORDS / 2, "the rest is for what is added");
    });

    it("has pages without pictures that are refused, and whose own pictures and links are there", () => {
      for (const page of ["README.md", "CHANGELOG.md"]) {
        const text = readFileSync(page, "utf8");
        assert.doesNotMatch(text, /<svg|data:image\/svg/i, page);
        for (const [, mark = "", target = ""] of text.matchAll(/(!?)\[[^\]]*\]\(([^)\s]+)\)/g)) {
          assert.doesNotMatch(target, /^http:/, page);
          if (mark === "!") assert.doesNotMatch(target, /\.svg$/, page);
          const [file = ""] = target.split("#");
          if (!target.startsWith("https:") && file !== "") assert.ok(existsSync(file), `${page} leads to ${file}`);
        }
      }
    });
  });
});
