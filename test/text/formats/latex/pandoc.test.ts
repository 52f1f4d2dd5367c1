import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { extractLatex } from "../../../../src/text/formats/latex/extractLatex";
import { skipBecause } from "../../../harness/skipBecause";
import { SAMPLE } from "./sample";

// No namesake: Pandoc is the witness of everything that reads LaTeX.

const PANDOC = "/usr/bin/pandoc";

/** The words of a text, without placeholders, for which Pandoc has other words. */
function listWords(text: string): readonly string[] {
  const placeholders = new Set(["code", "link", "x", "1"]);
  return (text.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !placeholders.has(word));
}

describe("Pandoc", () => {
  it("reads the same words in the sample", function () {
    const { status, stdout } = spawnSync(PANDOC, ["-f", "latex", "-t", "plain", "--wrap=none"], {
      input: SAMPLE.replace(
        /\\(?:cite|thanks)\{[^{}]*\}|\\begin\{(equation|verbatim)\}[^]*?\\end\{\1\}|\$[^$]*\$|\\ref\{[^{}]*\}/g,
        "",
      ),
      encoding: "utf8",
    });
    if (status !== 0) skipBecause(this, `no ${PANDOC} on this machine`);
    // Pandoc's plain text leaves out the title and the abstract.
    const body = extractLatex(SAMPLE)
      .slice(2)
      .map((block) => block.text)
      .join(" ");
    assert.deepEqual(listWords(body), listWords(stdout));
  });
});
