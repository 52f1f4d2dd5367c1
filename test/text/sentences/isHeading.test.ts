import assert from "node:assert/strict";
import type { Format } from "../../../src/text/formats/format";
import { isHeading } from "../../../src/text/sentences/isHeading";
import { listSentences } from "../../../src/text/sentences/listSentences";

describe("isHeading", () => {
  for (const { name, format, text, headings } of [
    {
      name: "#",
      format: "markdown",
      text: "# A title\n\nOne is here.\n\n## Two\nThree.",
      headings: ["A title", "Two"],
    },
    { name: "# over two sentences", format: "markdown", text: "# One. Two.\n\nThree.", headings: ["One.", "Two."] },
    { name: "# in a quotation", format: "markdown", text: "> # A title\n>\n> One.", headings: ["A title"] },
    {
      name: "#, and formatting",
      format: "markdown",
      text: "# **A title**\n\nIssue #1 is here.",
      headings: ["A title"],
    },
    {
      name: "an underline",
      format: "markdown",
      text: "A title\n===\n\nOne.\n\nTwo\n---\n",
      headings: ["A title", "Two"],
    },
    { name: "a bold line", format: "markdown", text: "**A title**\n\n**One** is here.", headings: ["A title"] },
    { name: "a tag in Markdown", format: "markdown", text: "<h1>\n\nA title\n\n</h1>\n\nOne.", headings: ["A title"] },
    { name: "no list item", format: "markdown", text: "- One\n- Two\n\n---\n\nThree.", headings: [] },
    {
      name: "Windows line ends",
      format: "markdown",
      text: "# A title\r\n\r\nOne.\r\n\r\nTwo\r\n---\r\n",
      headings: ["A title", "Two"],
    },
    {
      name: "h1 to h6",
      format: "html",
      text: "<title>T</title><h2 id=a>A <b>title</b></h2><p>One.</p>",
      headings: ["T", "A title"],
    },
    {
      name: "LaTeX's commands",
      format: "latex",
      text: "\\section*{A title}\nOne.\n\n\\subsection[a]{Two}\nThree.",
      headings: ["A title", "Two"],
    },
    { name: "=", format: "asciidoc", text: "= A title\n\nOne.\n\n.Two\nThree.\n", headings: ["A title", "Two"] },
    { name: "rst's underline", format: "rst", text: "A title\n=======\n\nOne is here.\n", headings: ["A title"] },
    {
      name: "a commit's first line",
      format: "commit",
      text: "Mend the cache\n\nIt was slow.\n",
      headings: ["Mend the cache"],
    },
    {
      name: "a line without a stop",
      format: "plaintext",
      text: "A title\n\nOne is\nhere. Two.\n\nThree is last.",
      headings: ["A title"],
    },
    { name: "no comment", format: "python", text: "# A title\n\n# One is here.\n", headings: [] },
  ] satisfies readonly { name: string; format: Format; text: string; headings: readonly string[] }[]) {
    it(`knows ${name} (${format})`, () => {
      const found = listSentences(text, format).filter(({ span }) => isHeading(text, format, span));
      assert.deepEqual(
        found.map((sentence) => sentence.text),
        headings,
      );
    });
  }

  it("reads a document of a megabyte once for each sentence at most a few times", () => {
    const text = `${"One is here. ".repeat(80_000)}\n\nTwo\n`;
    const started = performance.now();
    for (let i = 0; i < 200; i++) isHeading(text, "markdown", { start: text.length - 4, end: text.length - 1 });
    assert.ok(performance.now() - started < 1000);
  });
});
