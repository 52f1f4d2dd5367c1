// No namesake: every reader of a format is attacked here, with the same documents.
import assert from "node:assert/strict";
import { readMuting } from "../../src/lint/readMuting";
import { CODE_LANGUAGES } from "../../src/text/formats/comments/codeLanguages";
import { extractProse } from "../../src/text/formats/extractProse";
import { DOCUMENT_FORMATS, type Format } from "../../src/text/formats/format";
import { splitSentences } from "../../src/text/sentences/splitSentences";
import { assertLinear } from "../harness/assertLinear";
import { checkPlaces } from "./checkPlaces";

/**
 * UTF-16 units of the smaller document of each pair. The parsers of Markdown and LaTeX are given at most 65,536 at a
 * time, and up to there may take the square of the time.
 */
const SIZE = 70_000;
/** The same for programs, of which each case is read in every language. Lines are cut at 4096. */
const PROGRAM_SIZE = 6000;

type Make = (size: number) => string;

const fill = (part: string, size: number): string => part.repeat(Math.ceil(size / part.length));

const DOCUMENTS: Readonly<Record<string, Make>> = {
  "quotes in one": (size) => `${">".repeat(size)} deep`,
  "many lines of 10,000 quotes": (size) => fill(`${">".repeat(10_000)} deep\n`, size),
  "lists in one line": (size) => fill(`${"- ".repeat(100)}deep\n`, size),
  // The depth is the square root of the size: most of the document is indentation.
  "lists by indentation": (size) =>
    Array.from({ length: Math.sqrt(size) }, (_, depth) => `${" ".repeat(depth * 2)}- deep`).join("\n"),
  backticks: (size) => Array.from({ length: size / 100 }, (_, index) => "`".repeat(index % 200)).join(" a "),
  "a fence without end": (size) => `\`\`\`\n${fill("a\n\nb\n", size)}`,
  "a fence of backticks only": (size) => `${fill("`", size)}\n\na`,
  "definitions and their uses": (size) =>
    Array.from({ length: size / 20 }, (_, index) => `[a${index}]: /b\n\n[a${index}]`).join("\n\n"),
  "a table of many rows": (size) => `|a|b|\n|-|-|\n${fill("|c d|e|\n", size / 3)}`,
  "a row of many cells": (size) => `${fill("|a", size / 6)}\n${fill("|-", size / 6)}`,
  "a table's head, and tabs": (size) => `a|b\n${fill("\t", size)}x`,
  "blank lines": (size) => `${fill("\n", size)}  a`,
  spaces: (size) => `${fill(" ", size)}a`,
  tabs: (size) => `${fill("\t", size)}a`,
  "marks of quotes before no alert": (size) => `[!\n${">".repeat(size)}`,
  "spaces behind an admonition": (size) => `!!! note${fill(" ", size)}%`,
  "backticks before a word": (size) => `${fill("`", size)} b`,
  "tabs behind a switch": (size) => `.. cloze-disable${fill("\t", size)}b`,
  "switches in one line": (size) => fill("<!-- cloze-disable a -- ", size),
  "tabs in a title": (size) => `== A${fill("\t", size)}b`,
  "tabs behind a mark": (size) => `.. a${fill("\t", size)}b`,
  "a macro that nothing closes": (size) => `a::${fill("[", size)}`,
  ...listFilled({
    "lazy lines": "> a\nb\n\n",
    "one line of prose": "One sentence of words. Another one! ",
    "one line without a stop": "word ",
    "one word": "a",
    "opening brackets": "[",
    "closing brackets": "a]",
    "links without end": "[a](b",
    "images without end": "![",
    "emphasis without end": "**a _b ",
    tildes: "a~b",
    "HTML without end": "a <!A ",
    "comments without end": "<!-- a\n\nb\n",
    dollars: "$$\n\na $ b\n\n",
    addresses: "http://a.",
    "mail addresses": "a@",
    stops: ". ",
    abbreviations: "e.g. A. ",
    "quotation marks": '?" ',
    "lone surrogates": "\ud800a. \udc00 ",
    "NUL and controls": "\0\u0001\u0085\u2028. ",
    "directives in one": "image::",
  }),
  ...listRepeated(["`a", "``a ", "*a*", "|a ", ":a:`", "a_ ", "a-", "\\", "-a, ", ":a: ", "(a) ", "{a}", "{/*", "{  "]),
  ...listRepeated(["[[a", "<<a", "a:[", "+a", ".. [1] ", ".. a:: ", "..\n", "a::\n\n", "a::\n b\n", "== ==\nx\n\n"]),
  ...listRepeated([
    "{{ a ",
    "{% a %}\n",
    "{{< code >}}",
    "::: a\n",
    "::: mermaid\n\n",
    "!!! a\n",
    "[[a|",
    "[@a; ",
    "$a ",
    "{.a ",
  ]),
  ...listRepeated(["export a\n\n", "{a(\n\n", "<A b={\n\n", "{ {} ", "{a} b} ", "<td><pre>\n\n", "---\na: b\n\n"]),
  ...listRepeated(["+-+\n|a|\n", "a\n==\n", "a:: b\n", "|===\n", "----\n"]),
};

/** Takes a tokenizer long that does not read a line once. */
const PROGRAMS = listRepeated([
  ...["/*", "*/", "/* */ ", "//", "#", '"', "'", "`", '"""', "a", "(", "){", "<", "\\", "@", ".", "=begin\n", "<<X\n"],
  ...["[[", ":a", " *", "\n"],
  // What opens a mark in a comment's text, and is never closed.
  ...[
    "{@a ",
    "<pre>",
    "@param {",
    "@f$ ",
    "\\code\n",
    "\n@code\n",
    "\n\n@param {a\n",
    "Args:\n a (b\n",
    "\\a{",
    "[[A ",
    "+a",
  ],
  ...["${", "<a>{", "/*/*", "<<-A ", "<a b={", "$((", 'r"(', "@'\n", "<?", "[a]{@link "],
]);
const LINE_COMMENTS = ["//", "#", "--", "'"];

function listFilled(parts: Readonly<Record<string, string>>): Readonly<Record<string, Make>> {
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, (size) => fill(part, size)] as const));
}

function listRepeated(parts: readonly string[]): Readonly<Record<string, Make>> {
  return listFilled(Object.fromEntries(parts.map((part) => [JSON.stringify(part), part])));
}

/** Asserts how the time of reading grows, and that the places of prose and sentences are right. */
function attack(format: Format, size: number, make: Make): void {
  let check: (() => void) | undefined;
  const run = (text: string): void => {
    const blocks = extractProse(text, format);
    const sentences = blocks.flatMap((block) => splitSentences(block));
    readMuting(text, format, sentences);
    check = () => {
      checkPlaces(text, blocks);
      checkPlaces(text, sentences);
    };
  };
  assertLinear({ size, make, run });
  check?.();
}

describe("a hostile document is read in a time that grows as it does", function () {
  this.timeout(60_000);
  for (const [name, make] of Object.entries(DOCUMENTS)) {
    for (const format of DOCUMENT_FORMATS) it(`${name} (${format})`, () => attack(format, SIZE, make));
  }

  for (const [name, make] of Object.entries(PROGRAMS)) {
    const programs: readonly Make[] = [
      make,
      (size) => `/*${make(size)}`,
      (size) => LINE_COMMENTS.map((mark) => `${mark} ${make(size / LINE_COMMENTS.length)}`).join("\n"),
    ];

    it(`${name} (as a program of any language)`, () => {
      for (const language of CODE_LANGUAGES) for (const program of programs) attack(language, PROGRAM_SIZE, program);
    });

    it(`${name} (as a long program)`, () => {
      for (const program of programs) attack("typescript", SIZE, program);
    });
  }
});

describe("a hostile document is read", () => {
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

  it("a paragraph that is too much for the parser, as plain text", () => {
    const text = `# One\n\n${"a] ".repeat(10_000)}end\n\n*Two*`;
    const blocks = extractProse(text, "markdown").map((block) => block.text);
    assert.deepEqual([blocks.length, blocks[0], blocks.at(-1)], [3, "One", "Two"]);
    assert.ok(blocks[1]?.startsWith("a] a] ") && blocks[1].endsWith(" end"));
  });

  it("except lines nested deeper than anyone writes", () => {
    const text = `One\n\n${"> ".repeat(20)}deep\n\nTwo`;
    assert.deepEqual(
      extractProse(text, "markdown").map((block) => block.text),
      ["One", "Two"],
    );
  });

  it("a long table, as a table", () => {
    const rows = Array.from({ length: 2000 }, (_, index) => `| \`row\` ${index} | *what* it is |`);
    const text = `| a | b |\n|---|---|\n${rows.join("\n")}`;
    const blocks = extractProse(text, "markdown");
    assert.equal(blocks.length, 4002);
    assert.equal(blocks.at(-2)?.text, "code 1999");
    checkPlaces(text, blocks);
  });

  it("a long list, as its items are read", () => {
    const items = Array.from({ length: 1000 }, (_, index) => `- item ${index} goes\n  on\n  - and *nests*`);
    const text = items.join("\n");
    assert.deepEqual(
      extractProse(text, "markdown").map((block) => block.text),
      items.flatMap((_, index) => [`item ${index} goes on`, "and nests"]),
    );
  });
});
