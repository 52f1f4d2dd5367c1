import assert from "node:assert/strict";
import { listDisableEdits } from "../../src/lint/listDisableEdits";
import { readMuting } from "../../src/lint/readMuting";
import { CODE_LANGUAGES } from "../../src/text/formats/comments/codeLanguages";
import { DOCUMENT_FORMATS, type Format } from "../../src/text/formats/format";
import { listSentences } from "../../src/text/sentences/listSentences";

const RULE = "tone/negative";
const BAD = "This is a mess.";

/** The text with the first of the comments that turns the rule off for the sentence {@link BAD}, and changes no other one. */
function disable(text: string, format: Format): string | undefined {
  const sentences = listSentences(text, format);
  const index = sentences.findIndex((sentence) => sentence.text === BAD);
  const span = sentences[index]?.span ?? assert.fail("no such sentence");
  for (const edit of listDisableEdits(text, format, span, RULE)) {
    const changed = text.slice(0, edit.offset) + edit.text + text.slice(edit.offset);
    const found = listSentences(changed, format);
    const isSame = found.length === sentences.length && found.every((each, i) => each.text === sentences[i]?.text);
    const { muted } = readMuting(changed, format, found);
    if (isSame && muted[index]?.includes(RULE)) return changed;
  }
  return undefined;
}

const NEXT = `cloze-disable-next-line ${RULE}`;
const LINE = `cloze-disable-line ${RULE}`;

describe("listDisableEdits", () => {
  for (const { name, format, text, expected } of [
    {
      name: "above a paragraph",
      format: "markdown",
      text: `# Title\n\n${BAD}\n`,
      expected: `# Title\n\n<!-- ${NEXT} -->\n${BAD}\n`,
    },
    {
      name: "with the line ends of the file",
      format: "markdown",
      text: `One.\r\n\r\n${BAD}\r\n`,
      expected: `One.\r\n\r\n<!-- ${NEXT} -->\r\n${BAD}\r\n`,
    },
    {
      name: "in the line, within a paragraph",
      format: "markdown",
      text: `One is here.\n${BAD} So\nit is.\n`,
      expected: `One is here.\n${BAD} So <!-- ${LINE} -->\nit is.\n`,
    },
    {
      name: "in the line of an item",
      format: "markdown",
      text: `1. One is here.\n2. ${BAD}\n3. Three.\n`,
      expected: `1. One is here.\n2. ${BAD} <!-- ${LINE} -->\n3. Three.\n`,
    },
    {
      name: "in the last cell of a row",
      format: "markdown",
      text: `| A | B |\n| - | - |\n| One. | ${BAD} |\n`,
      expected: `| A | B |\n| - | - |\n| One. | ${BAD} <!-- ${LINE} --> |\n`,
    },
    { name: "in MDX", format: "mdx", text: `One.\n\n${BAD}\n`, expected: `One.\n\n{/* ${NEXT} */}\n${BAD}\n` },
    { name: "in HTML", format: "html", text: `<p>\n  ${BAD}\n`, expected: `<p>\n  <!-- ${NEXT} -->\n  ${BAD}\n` },
    { name: "in LaTeX", format: "latex", text: `One.\n${BAD}\n`, expected: `One.\n% ${NEXT}\n${BAD}\n` },
    { name: "in AsciiDoc", format: "asciidoc", text: `One.\n\n${BAD}\n`, expected: `One.\n\n// ${NEXT}\n${BAD}\n` },
    { name: "with an empty line in rst", format: "rst", text: `${BAD}\n`, expected: `.. ${NEXT}\n\n${BAD}\n` },
    {
      name: "in a line comment",
      format: "typescript",
      text: `let x;\n  // One is here.\n  // ${BAD}\n`,
      expected: `let x;\n  // One is here.\n  // ${NEXT}\n  // ${BAD}\n`,
    },
    {
      name: "in a block comment",
      format: "java",
      text: `/**\n * One is here.\n * ${BAD}\n */\n`,
      expected: `/**\n * One is here.\n * ${NEXT}\n * ${BAD}\n */\n`,
    },
    {
      name: "above a comment behind code",
      format: "go",
      text: `\tx := 1 // ${BAD}\n`,
      expected: `\t// ${NEXT}\n\tx := 1 // ${BAD}\n`,
    },
    { name: "above a docstring", format: "python", text: `"""${BAD}"""\n`, expected: `# ${NEXT}\n"""${BAD}"""\n` },
    { name: "in a style sheet", format: "css", text: `/* ${BAD} */\n`, expected: `/* ${NEXT} */\n/* ${BAD} */\n` },
  ] as const) {
    it(`${format}: writes the comment ${name}`, () => assert.equal(disable(text, format), expected));
  }

  it("leaves a sentence alone whose line starts inside another one, where a comment would cut that", () => {
    assert.equal(disable(`// One is\n// here. ${BAD}\n`, "typescript"), undefined);
  });

  for (const format of ["plaintext", "commit", "notebook"] as const) {
    it(`${format} has no comments, or none that a line can add`, () => {
      assert.deepEqual(listDisableEdits(BAD, format, { start: 0, end: BAD.length }, RULE), []);
    });
  }

  const writes: Partial<Readonly<Record<Format, string>>> = {
    css: `/* ${BAD} */\n`,
    html: `<p>${BAD}</p>\n`,
    haskell: `-- ${BAD}\n`,
    lua: `-- ${BAD}\n`,
    sql: `-- ${BAD}\n`,
    vb: `' ${BAD}\n`,
    php: `<?php\n// ${BAD}\n`,
  };
  const hash: readonly Format[] = ["dockerfile", "julia", "powershell", "python", "r", "ruby", "shellscript"];
  for (const format of [...DOCUMENT_FORMATS, ...CODE_LANGUAGES]) {
    if (["plaintext", "commit", "notebook"].includes(format)) continue;
    it(`writes a comment that ${format} reads`, () => {
      const isDocument = (DOCUMENT_FORMATS as readonly string[]).includes(format);
      const mark = isDocument ? "" : hash.includes(format) ? "# " : "// ";
      assert.match(disable(writes[format] ?? `${mark}${BAD}\n`, format) ?? "nothing", /cloze-disable-next-line/);
    });
  }
});
