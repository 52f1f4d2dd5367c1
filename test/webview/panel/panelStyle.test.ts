import assert from "node:assert/strict";
import { join } from "node:path";
import { buildSync } from "esbuild";

// The namesake is panel.css: this reads what the page loads, the bundle of all its files.
const ENTRY = join(import.meta.dirname, "../../../src/webview/panel/panel.css");
const [bundle] = buildSync({ entryPoints: [ENTRY], bundle: true, write: false, logLevel: "silent" }).outputFiles;
const STYLE = (bundle?.text ?? "").replaceAll(/\/\*.*?\*\//gs, "");

describe("panel.css", () => {
  it("is not empty", () => assert.match(STYLE, /\.panel\b/));

  it("takes every colour from the theme or the system", () => {
    const own = STYLE.match(
      /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|lab)\(|:\s*(?:black|white|red|blue|green|gray)\b/gi,
    );
    assert.equal(own, null);
  });

  it("loads nothing", () => assert.doesNotMatch(STYLE, /@import|url\(/));

  for (const query of ["prefers-reduced-motion: reduce", "forced-colors: active"]) {
    it(`heeds ${query}`, () => assert.ok(STYLE.includes(`@media (${query})`)));
  }

  it("never removes the focus ring", () => assert.doesNotMatch(STYLE, /outline:\s*(?:none|0)\b/));
});
