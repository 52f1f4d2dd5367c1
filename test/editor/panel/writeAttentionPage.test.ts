import assert from "node:assert/strict";
import { JSDOM } from "jsdom";
import { writeAttentionPage } from "../../../src/editor/panel/writeAttentionPage";

const PAGE = writeAttentionPage({
  cspSource: "https://own",
  script: "https://own/s.js",
  style: "https://own/p.css",
  nonce: "4e6f",
  language: { tag: "de", texts: { "a </script> b": "<b>ä</b>" } },
});
const { document } = new JSDOM(PAGE).window;

describe("writeAttentionPage", () => {
  it("lets its own script, its style sheet and the pictures that it draws load, and nothing else", () => {
    const policy = document.querySelector("meta[http-equiv]")?.getAttribute("content");
    assert.equal(policy, "default-src 'none'; script-src 'nonce-4e6f'; style-src https://own; img-src data:;");
  });

  it("has the texts of its language as data, one script with the nonce, one style sheet, and no inline code or style", () => {
    const scripts = [...document.querySelectorAll("script")];
    assert.deepEqual(
      scripts.map((script) => [script.nonce, script.src, script.textContent]),
      [
        ["", "", '{"a \\u003c/script> b":"\\u003cb>ä\\u003c/b>"}'],
        ["4e6f", "https://own/s.js", ""],
      ],
    );
    assert.equal(document.querySelectorAll("link[rel=stylesheet]").length, 1);
    assert.equal(document.querySelectorAll("style, [style], [onload], [onclick]").length, 0);
  });
});
