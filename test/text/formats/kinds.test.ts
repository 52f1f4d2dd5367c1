import assert from "node:assert/strict";
import type { Format } from "../../../src/text/formats/format";
import { listSentences } from "../../../src/text/sentences/listSentences";
import type { ProseKind } from "../../../src/text/spans/sentence";

describe("the kind of a block", () => {
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
    {
      name: "in a comment",
      format: "typescript",
      text: "/**\n * # A title\n *\n * One is here.\n */",
      headings: ["A title"],
    },
    {
      name: "in a notebook",
      format: "notebook",
      text: '{"cells":[{"cell_type":"markdown","source":["# A title\\n","One."]}]}',
      headings: ["A title"],
    },
  ] satisfies readonly { name: string; format: Format; text: string; headings: readonly string[] }[]) {
    it(`is a heading: ${name} (${format})`, () => assert.deepEqual(listKind(text, format, "heading"), headings));
  }

  for (const { format, text, links = [], cells = [] } of [
    {
      format: "markdown",
      text: "- [One is broken](#one)\n- **[Two](b)**:\n- See [three](c).\n- `a` [four](d)\n\n## [Five](e)\n\n[Six][6]\n\n[6]: f",
      links: ["One is broken", "Two:", "Six"],
    },
    {
      format: "markdown",
      text: "| One | [Two](b) |\n| --- | --- |\n| Three. | |\n",
      cells: ["One", "Three."],
      links: ["Two"],
    },
    { format: "mdx", text: "- [One](a)\n- Two [three](b)\n", links: ["One"] },
    { format: "typescript", text: "/** - [One](a)\n * - Two [three](b)\n */", links: ["One"] },
    {
      format: "html",
      text: "<ul><li><a href=a>One <b>is</b></a><li>Two <a href=b>three</a><li><h2><a href=c>Four</a></h2></ul>",
      links: ["One is"],
    },
    {
      format: "html",
      text: "<table><tr><th>One<td><p>Two</p><tr><td><a href=a>Three</a></table>Four",
      cells: ["One", "Two"],
      links: ["Three"],
    },
    { format: "rst", text: "* `One is <a>`_\n* Two `three <b>`_\n* :doc:`Four <c>`\n", links: ["One is", "Four"] },
    {
      format: "rst",
      text: "=====  =====\nOne    Two\n=====  =====\nThree  Four\n=====  =====\n",
      cells: ["One", "Two", "Three", "Four"],
    },
    { format: "asciidoc", text: "* <<a,One>>\n* Two <<b,three>>\n* xref:c.adoc[Four is]\n", links: ["One", "Four is"] },
    { format: "asciidoc", text: "|===\n|One |Two\n|===\n\nThree.\n", cells: ["One", "Two"] },
    { format: "latex", text: "\\begin{tabular}{ll}\nOne & Two \\\\\n\\end{tabular}\n\nThree.", cells: ["One", "Two"] },
  ] satisfies readonly { format: Format; text: string; links?: readonly string[]; cells?: readonly string[] }[]) {
    it(`is a link or a cell: ${text} (${format})`, () => {
      assert.deepEqual(
        { links: listKind(text, format, "link"), cells: listKind(text, format, "cell") },
        { links, cells },
      );
    });
  }
});

function listKind(text: string, format: Format, kind: ProseKind): readonly string[] {
  return listSentences(text, format)
    .filter((sentence) => sentence.kind === kind)
    .map((sentence) => sentence.text);
}
