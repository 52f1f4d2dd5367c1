import { checkBlocks } from "../../checkBlocks";

const CASES: readonly { readonly name: string; readonly text: string; readonly blocks: readonly string[] }[] = [
  {
    name: "code in a sentence",
    text: "Use <code>no *no*</code>, <kbd>Ctrl</kbd> and <samp>no</samp>, <VAR>n</VAR>.",
    blocks: ["Use code, code and code, code."],
  },
  {
    name: "code in headings, lists and cells",
    text: "# A <code>no</code>\n\n- B <pre>no</pre>\n\n| <code>no</code> c |\n|---|\n| d |",
    blocks: ["A code", "B", "code c", "d"],
  },
  { name: "elements in one another", text: "A <code>no <i>no <code>no</code></i> no</code> b.", blocks: ["A code b."] },
  { name: "an element that nothing closes", text: "A <code>b</pre> c.\n\nD</code> e.", blocks: ["A b c.", "D e."] },
  { name: "a block within a cell", text: "| <ul><li>A</li><li>B</li></ul> |\n|---|\n| c |", blocks: ["A", "B", "c"] },
  {
    name: "code over blank lines within other HTML",
    text: "<table><tr><td>\n<pre>\n\nno\n\n</pre>\n</td></tr></table>\n\nOne.",
    blocks: ["One."],
  },
  {
    name: "code in details",
    text: "<details>\n<summary>a</summary>\n\n<pre><code>no\n\nno</code></pre>\n\nOne.\n\n</details>",
    blocks: ["One."],
  },
  { name: "code within other HTML that nothing closes", text: "<div><pre>\n\nOne.", blocks: ["One."] },
];

describe("HTML in Markdown", () => {
  for (const { name, text, blocks } of CASES) {
    it(name, () => checkBlocks(text, "markdown", blocks));
    it(`${name}, with CRLF`, () => checkBlocks(text.replaceAll("\n", "\r\n"), "markdown", blocks));
  }
});
