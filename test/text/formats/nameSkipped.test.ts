import assert from "node:assert/strict";
import type { Format } from "../../../src/text/formats/format";
import { nameSkipped } from "../../../src/text/formats/nameSkipped";

/** The place asked about stands at "@". */
const CASES: readonly { readonly format: Format; readonly text: string; readonly is: string | undefined }[] = [
  { format: "markdown", text: "---\ntitle: A@ title\n---\n\n", is: "front matter" },
  { format: "markdown", text: "\n\n```js\nco@de();\n\nmore();\n```\n", is: "code" },
  { format: "markdown", text: "\n\n```js\ncode();\n```\n\n<!-- no@te -->\n", is: "a comment" },
  { format: "markdown", text: "\n\n```js\nnever closed\n\n<!-- no@te -->", is: "code" },
  { format: "markdown", text: "\n\n    inden@ted();\n", is: "code" },
  { format: "markdown", text: " <!-- cloze-disable@-next-line -->\n", is: "a comment to Cloze about marks" },
  { format: "markdown", text: "\n\n$$\nx @ y\n$$\n", is: "mathematics" },
  { format: "markdown", text: "\n[one]: https@://example.org\n", is: "the address of a link" },
  { format: "markdown", text: "\n\n#@# ", is: "markup" },
  { format: "markdown", text: "\n\n| @--- | --- |\n", is: "markup" },
  { format: "markdown", text: "\n@\n", is: undefined },
  { format: "markdown", text: "\n```\ncode\n```\n@\n<!-- note -->\n", is: undefined },
  { format: "mdx", text: 'import A@ from "./a";\n\n', is: "JavaScript" },
  { format: "mdx", text: "\n\n{/* no@te */}\n", is: "a comment" },
  {
    format: "notebook",
    text: '{"cells": [{"@cell_type": "code"',
    is: "a cell of code, an output, or the notebook's JSON",
  },
  { format: "html", text: "<p><SCRIPT>ru@n();</SCRIPT>\n", is: "code" },
  { format: "html", text: "<bo@dy>\n", is: "markup" },
  { format: "latex", text: "\\documentclass{a@}\n\\begin{document}\n", is: "the preamble" },
  { format: "latex", text: "\n% no@te\n", is: "a comment" },
  { format: "latex", text: "\n\\begin{lstlisting}\nco@de\n\\end{lstlisting}\n", is: "an environment without prose" },
  { format: "latex", text: "\n\\label{se@c}\n", is: "a command" },
  { format: "rst", text: "\n\n.. image:: pict@ure.png\n   :alt: A\n\n", is: "a directive without prose" },
  { format: "rst", text: "\n\n.. code-block:: c\n\n   in@t x;\n\n", is: "a directive without prose" },
  { format: "rst", text: "\n\n.. no@te\n\n", is: "a comment" },
  { format: "rst", text: "\n\n.. _anch@or:\n\n", is: "the address of a link" },
  { format: "asciidoc", text: "\n\n----\nco@de\n----\n", is: "code" },
  { format: "asciidoc", text: "\n// no@te\n", is: "a comment" },
  { format: "asciidoc", text: ":to@c: left\n", is: "an attribute" },
  { format: "commit", text: "\n\n# Pl@ease enter\n", is: "a remark of Git" },
  { format: "commit", text: "\n\nSigned-off-by: @A\n", is: "a trailer" },
  { format: "plaintext", text: "\n@\n", is: undefined },
  {
    format: "python",
    text: "\nx @= 1\n",
    is: "program text, or the marks, tags, examples and directives in its comments",
  },
];

describe("what a skipped place is called", () => {
  for (const { format, text, is } of CASES) {
    it(`${format}: ${JSON.stringify(text)}`, () => {
      const offset = text.indexOf("@");
      const read = text.replace("@", "");
      assert.equal(nameSkipped(read, format, { start: 0, end: read.length }, offset), is);
    });
  }

  it("a gap in the middle of a document is not its beginning", () => {
    const text = "One.\n\n---\n\ntwo\n\n---\n";
    assert.equal(nameSkipped(text, "markdown", { start: 4, end: text.length }, 6), "markup");
  });

  it("takes time in proportion to the gap", () => {
    const text = "<!-- \n$$ \n{{ \n[a]: \n".repeat(9000);
    const started = performance.now();
    nameSkipped(text, "markdown", { start: 0, end: text.length }, text.length - 1);
    assert.ok(performance.now() - started < 2000);
  });
});
