import assert from "node:assert/strict";
import { selectFileFormat, selectFormat, listEndings } from "../../../src/text/formats/format";
import { checkBlocks } from "../checkBlocks";

describe("the format of a document", () => {
  for (const [language, format] of [
    ["markdown", "markdown"],
    ["instructions", "markdown"],
    ["quarto", "markdown"],
    ["mdx", "mdx"],
    ["plaintext", "plaintext"],
    ["python", "python"],
    ["asciidoc", "asciidoc"],
    ["html", "html"],
    ["latex", "latex"],
    ["tex", "latex"],
    ["restructuredtext", "rst"],
    ["git-commit", "commit"],
    ["bibtex", "plaintext"],
    ["json", "plaintext"],
    ["constructor", "plaintext"],
  ] as const) {
    it(`${language} is read as ${format}`, () => assert.equal(selectFormat(language, "Untitled-1"), format));
  }

  for (const [language, file, format] of [
    ["plaintext", "/docs/a.adoc", "asciidoc"],
    ["plaintext", "/src/A.kt", "kotlin"],
    ["plaintext", "/notes.txt", "plaintext"],
    ["markdown", "/a.txt", "markdown"],
    ["json", "/a.json", "plaintext"],
  ] as const) {
    it(`${language} in ${file} is read as ${format}`, () => assert.equal(selectFormat(language, file), format));
  }

  for (const [file, format] of [
    ["README.md", "markdown"],
    ["a/b.MARKDOWN", "markdown"],
    ["a.prompt.md", "markdown"],
    ["a.Rmd", "markdown"],
    ["a.mdx", "mdx"],
    ["a.txt", "plaintext"],
    ["a.adoc", "asciidoc"],
    ["index.HTM", "html"],
    ["a.tex", "latex"],
    ["docs/a.rst", "rst"],
    ["a.rst/b", "plaintext"],
    ["src/a.test.TS", "typescript"],
    ["a\\b.h", "c"],
    ["a.m", "objective-c"],
    ["docker/Dockerfile", "dockerfile"],
    ["py", "plaintext"],
    ["a.py/b", "plaintext"],
  ] as const) {
    it(`${file} is read as ${format}`, () => assert.equal(selectFileFormat(file), format));
  }
});

describe("listEndings", () => {
  for (const [languages, endings] of [
    [["markdown"], ["md", "markdown", "qmd", "rmd"]],
    [
      ["latex", "tex"],
      ["tex", "ltx"],
    ],
    [
      ["python", "restructuredtext"],
      ["py", "pyi", "rst", "rest"],
    ],
    [["dockerfile", "git-commit", "klingon"], []],
  ] as const) {
    it(`of ${languages.join(", ")}`, () => assert.deepEqual(listEndings(languages), endings));
  }
});

describe("extractProse of MDX", () => {
  for (const { name, text, blocks } of [
    {
      name: "imports and exports are code",
      text: "import A from 'a'\nexport const b = {\n  c: 1\n}\n\n# One\n",
      blocks: ["One"],
    },
    {
      name: "a line of a paragraph is no code",
      text: "One can\nimport it,\nexport it too.\n",
      blocks: ["One can import it, export it too."],
    },
    { name: "CRLF", text: "import A from 'a';\r\n\r\nOne.\r\n", blocks: ["One."] },
    {
      name: "words are no code",
      text: "Imports are one,\nimportant or not.\n",
      blocks: ["Imports are one, important or not."],
    },
    {
      name: "comments",
      text: "One {/* two */} three.\n\n{/*\nFour.\n\nFive.\n*/}\n\n{ /* Six. */ }\n",
      blocks: ["One  three."],
    },
    { name: "a comment without end", text: "One.\n\n{/* Two.\n\nThree.\n", blocks: ["One.", "{/* Two.", "Three."] },
    { name: "elements", text: "<Tabs>\n\nOne <b>two</b>.\n\n</Tabs>\n", blocks: ["One two."] },
  ]) {
    it(name, () => checkBlocks(text, "mdx", blocks));
  }
});

describe("extractProse of a message to be committed", () => {
  for (const { name, text, blocks } of [
    { name: "the message", text: "One\n\nTwo\nthree.\n", blocks: ["One", "Two three."] },
    { name: "without what Git says of it", text: "One\n# On branch main\n#\ta.ts\n\n#2 is two", blocks: ["One"] },
    {
      name: "and without the changes",
      text: "One #2\n# ------------------------ >8 ------------------------\n# Do not touch\n+two\n",
      blocks: ["One #2"],
    },
  ]) {
    it(name, () => checkBlocks(text, "commit", blocks));
  }
});
