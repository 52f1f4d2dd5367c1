import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const STYLE = readFileSync(join(import.meta.dirname, "../../media/panel.css"), "utf8").replaceAll(/\/\*.*?\*\//gs, "");

describe("panel.css", () => {
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

  it("never takes the focus ring away", () => assert.doesNotMatch(STYLE, /outline:\s*(?:none|0)\b/));
});
