import assert from "node:assert/strict";

import { CODE_LANGUAGES } from "../../src/text/formats/comments/codeLanguages";
import { extractProse } from "../../src/text/formats/extractProse";
import { listSentences } from "../../src/text/sentences/listSentences";
import { DOCUMENT_FORMATS } from "../../src/text/formats/format";
import { checkPlaces } from "./checkPlaces";

const SIZE = 200_000;

/** `part` as often as it takes to make a document that a quadratic reader would not finish. */
function fill(part: string, size = SIZE): string {
  return part.repeat(Math.ceil(size / part.length));
}

const DOCUMENTS: Readonly<Record<string, string>> = {
  "10,000 quotes in one": `${">".repeat(10_000)} deep`,
  "many lines of 10,000 quotes": fill(`${">".repeat(10_000)} deep\n`),
  "lists in one line": fill(`${"- ".repeat(100)}deep\n`),
  "lists by indentation": Array.from({ length: 600 }, (_, depth) => `${" ".repeat(depth * 2)}- deep`).join("\n"),
  "lazy lines": fill("> a\nb\n\n", 20_000),
  "one line of prose": fill("One sentence of words. Another one! "),
  "one line without a stop": fill("word ", 1_000_000),
  "one word": fill("a", 1_000_000),
  "opening brackets": fill("["),
  "closing brackets": fill("a]"),
  "links without end": fill("[a](b"),
  "images without end": fill("!["),
  "emphasis without end": fill("**a _b "),
  tildes: fill("a~b"),
  backticks: Array.from({ length: 600 }, (_, index) => "`".repeat(index % 200)).join(" a "),
  "HTML without end": fill("a <!A "),
  "comments without end": fill("<!-- a\n\nb\n"),
  "a fence without end": `\`\`\`\n${fill("a\n\nb\n")}`,
  "a fence of backticks only": `${fill("`")}\n\na`,
  "definitions and their uses": Array.from({ length: 3000 }, (_, index) => `[a${index}]: /b\n\n[a${index}]`).join(
    "\n\n",
  ),
  "a table of many rows": `|a|b|\n|-|-|\n${fill("|c d|e|\n", 50_000)}`,
  "a row of many cells": `${fill("|a", 20_000)}\n${fill("|-", 20_000)}`,
  "blank lines": `${fill("\n")}  a`,
  spaces: `${fill(" ")}a`,
  tabs: `${fill("\t")}a`,
  dollars: fill("$$\n\na $ b\n\n", 50_000),
  addresses: fill("http://a."),
  "mail addresses": fill("a@"),
  stops: fill(". "),
  abbreviations: fill("e.g. A. "),
  "quotation marks": fill('?" '),
  "lone surrogates": fill("\ud800a. \udc00 "),
  "NUL and controls": fill("\0\u0001\u0085\u2028. "),
  ...listFilled(
    [
      "`a",
      "``a ",
      "*a*",
      "|a ",
      ":a:`",
      "a_ ",
      "a-",
      "\\",
      "-a, ",
      ":a: ",
      "(a) ",
      "{a}",
      "{/*",
      "{  ",
      "[[a",
      "<<a",
      "a:[",
      "+a",
    ],
    SIZE,
  ),
  ...listFilled(
    [
      ".. [1] ",
      ".. a:: ",
      "..\n",
      "a::\n\n",
      "a::\n b\n",
      "== ==\nx\n\n",
      "+-+\n|a|\n",
      "a\n==\n",
      "a:: b\n",
      "|===\n",
      "----\n",
    ],
    SIZE,
  ),
};

function listFilled(parts: readonly string[], size: number): Readonly<Record<string, string>> {
  return Object.fromEntries(parts.map((part) => [JSON.stringify(part), fill(part, size)] as const));
}

/** What tokenizers of programs take long for, if they do not read a line once. */
const PROGRAMS = listFilled(
  [
    "/*",
    "*/",
    "//",
    "#",
    '"',
    "'",
    "`",
    '"""',
    "a",
    "(",
    "){",
    "<",
    "\\",
    "@",
    ".",
    "=begin\n",
    "<<X\n",
    "[[",
    ":a",
    " *",
    "\n",
  ],
  10_000,
);
const LINE_COMMENTS = ["//", "#", "--", "'"];

describe("a hostile document is read", function () {
  this.timeout(60_000);
  for (const [name, text] of Object.entries(DOCUMENTS)) {
    for (const format of DOCUMENT_FORMATS) {
      it(`${name} (${format})`, () => {
        checkPlaces(text, extractProse(text, format));
        checkPlaces(text, listSentences(text, format));
      });
    }
  }

  for (const [name, text] of Object.entries(PROGRAMS)) {
    it(`${name} (as a program of any language)`, () => {
      for (const language of CODE_LANGUAGES) {
        const comment = LINE_COMMENTS.map((mark) => `${mark} ${text}`).join("\n");
        for (const program of [text, `/*${text}`, comment]) checkPlaces(program, extractProse(program, language));
      }
    });
  }

  it("a long line of comments in a program", () => {
    const text = `${fill("/* One. */ f();", 20_000)}\n// Two.\n`;
    const blocks = extractProse(text, "javascript").map((block) => block.text);
    assert.deepEqual([blocks.length, blocks[0], blocks.at(-1)], [1335, "One.", "Two."]);
  });

  it("a program of more open brackets than anyone writes, as plain text", () => {
    const text = `// One.\n${fill("(a", 200_000)}`;
    const [block] = extractProse(text, "javascript");
    assert.ok(block?.text.startsWith("// One. (a(a"));
  });

  it("whose paragraphs are too much for the parser, as plain text", () => {
    const text = `# One\n\n${"a] ".repeat(10_000)}end\n\n*Two*`;
    const blocks = extractProse(text, "markdown").map((block) => block.text);
    assert.deepEqual([blocks.length, blocks[0], blocks.at(-1)], [3, "One", "Two"]);
    assert.ok(blocks[1]?.startsWith("a] a] ") && blocks[1].endsWith(" end"));
  });

  it("but for lines nested deeper than anyone writes", () => {
    const text = `One\n\n${"> ".repeat(20)}deep\n\nTwo`;
    assert.deepEqual(
      extractProse(text, "markdown").map((block) => block.text),
      ["One", "Two"],
    );
  });

  it("a long table is still a table", () => {
    const rows = Array.from({ length: 2000 }, (_, index) => `| \`row\` ${index} | *what* it is |`);
    const text = `| a | b |\n|---|---|\n${rows.join("\n")}`;
    const blocks = extractProse(text, "markdown");
    assert.equal(blocks.length, 4002);
    assert.equal(blocks.at(-2)?.text, "code 1999");
    checkPlaces(text, blocks);
  });

  it("a long list has the items that its parts have", () => {
    const items = Array.from({ length: 1000 }, (_, index) => `- item ${index} goes\n  on\n  - and *nests*`);
    const text = items.join("\n");
    assert.deepEqual(
      extractProse(text, "markdown").map((block) => block.text),
      items.flatMap((_, index) => [`item ${index} goes on`, "and nests"]),
    );
  });
});
