import assert from "node:assert/strict";
import { readMuting } from "../../src/lint/readMuting";
import { CODE_LANGUAGES } from "../../src/text/formats/comments/codeLanguages";
import { DOCUMENT_FORMATS, type Format } from "../../src/text/formats/format";
import { listSentences } from "../../src/text/sentences/listSentences";
import { ProseMemory } from "../../src/text/sentences/proseMemory";
import { assertLinear } from "../harness/assertLinear";

const RULE = "tone/negative";

/** The sentences that the rule may mark. */
function listUnmuted(text: string, format: Format, memory?: ProseMemory): readonly string[] {
  const sentences = listSentences(text, format);
  const { muted } = readMuting(text, format, sentences, memory);
  assert.equal(muted.length, sentences.length);
  return sentences.filter((_, index) => muted[index]?.includes(RULE) === false).map((sentence) => sentence.text);
}

const ALL = ["One is here.", "Two is here.", "Three is here."];
const [ONE, TWO, THREE] = ALL as [string, string, string];

/** A document of three paragraphs with something between them. */
const write = (first: string, second = "") => `${ONE}\n\n${first}\n\n${TWO}\n\n${second}\n\n${THREE}\n`;

const COMMENTS: Readonly<Record<string, (word: string) => string>> = {
  asciidoc: (word) => `// ${word}`,
  html: (word) => `<!-- ${word} -->`,
  latex: (word) => `% ${word}`,
  markdown: (word) => `<!-- ${word} -->`,
  mdx: (word) => `{/* ${word} */}`,
  rst: (word) => `.. ${word}`,
};

describe("readMuting", () => {
  for (const [format, comment] of Object.entries(COMMENTS) as [Format, (word: string) => string][]) {
    const page = (text: string) => (format === "html" ? text.replace(/\n\n/g, "\n<p>\n") : text);
    const [off, on] = [comment("cloze-disable"), comment("cloze-enable")];
    const [toneOff, toneOn] = [comment("cloze-disable tone/negative"), comment("cloze-enable tone/negative")];
    const [line, nextLine] = [comment("cloze-disable-line"), comment("cloze-disable-next-line")];

    const cases: readonly [name: string, text: string, expected: readonly string[]][] = [
      ["no comment", write(""), ALL],
      ["mutes to the end", write(off), [ONE]],
      ["mutes to the next cloze-enable", write(off, on), [ONE, THREE]],
      ["one cloze-enable ends two cloze-disable", write(`${off}\n\n${off}`, on), [ONE, THREE]],
      ["a cloze-enable alone does nothing", write(on), ALL],
      ["mutes from the very start", `${off}\n\n${ONE}\n\n${on}\n\n${TWO}\n`, [TWO]],
      ["mutes one rule", write(toneOff, toneOn), [ONE, THREE]],
      ["a rule by name ends all, all end a rule", write(off, toneOn), [ONE, THREE]],
      ["all end a rule", write(toneOff, on), [ONE, THREE]],
      ["an unknown rule mutes nothing", write(comment("cloze-disable tone/odd")), ALL],
      ["a reason is no rule", write(comment("cloze-disable tone/negative -- we mean it")), [ONE]],
      ["a reason alone means all rules", write(comment("cloze-disable -- it stays")), [ONE]],
      ["mutes the next line that has words", write(nextLine), [ONE, THREE]],
      ["mutes the next line for a rule", write(comment("cloze-disable-next-line tone/negative")), [ONE, THREE]],
      ["mutes no other line", write(line), ALL],
      ["does nothing before the end", `${ONE}\n\n${TWO}\n\n${nextLine}\n`, [ONE, TWO]],
      ["another word does nothing", write(comment("cloze-disable-all")), ALL],
      ["a sentence that mentions it does nothing", write(comment("Say cloze-disable here.")), ALL],
      ["outside a comment it does nothing", write("cloze-disable"), [ONE, "cloze-disable", TWO, THREE]],
    ];
    for (const [name, text, expected] of cases) {
      it(`${format}: ${name}`, () => assert.deepEqual(listUnmuted(page(text), format), expected));
    }
  }

  const code: readonly [Format, string][] = [
    ["asciidoc", "----\n// cloze-disable\n----"],
    ["html", "<pre><!-- cloze-disable --></pre>"],
    ["latex", "\\begin{verbatim}\n% cloze-disable\n\\end{verbatim}"],
    ["markdown", "```html\n<!-- cloze-disable -->\n```"],
    ["markdown", "    <!-- cloze-disable -->"],
    ["markdown", "- Item:\n\n  ```html\n  <!-- cloze-disable -->\n  ```"],
    ["mdx", "```html\n{/* cloze-disable */}\n```"],
    ["rst", ".. code-block:: rst\n\n   .. cloze-disable"],
  ];
  for (const [format, text] of code) {
    it(`${format}: does nothing in code: ${JSON.stringify(text)}`, () => {
      const unmuted = listUnmuted(write(text), format);
      assert.equal(unmuted.at(-1), THREE);
    });
  }

  it("does nothing in code within a sentence", () => {
    const text = `Write \`<!-- cloze-disable -->\` above it. ${TWO}`;
    assert.deepEqual(listUnmuted(text, "markdown"), ["Write code above it.", TWO]);
  });

  it("mutes what touches the line of the comment, and nothing else", () => {
    const text = `${ONE} Two\nis here. <!-- cloze-disable-line -->\n${THREE} It is.\n`;
    assert.deepEqual(listUnmuted(text, "markdown"), [ONE, THREE, "It is."]);
    assert.deepEqual(listUnmuted(`${ONE} ${TWO} <!-- cloze-disable-line -->\n\n${THREE}\n`, "markdown"), [THREE]);
  });

  it("mutes what touches the next line", () => {
    const text = `% cloze-disable-next-line\n${ONE} Two\nis here.\n${THREE}\n`;
    assert.deepEqual(listUnmuted(text, "latex"), [THREE]);
  });

  it("names rules that do not exist, and where they stand", () => {
    const text = `${ONE}\n\n<!-- cloze-disable tone/odd, tone/negative odd -- reason -->\n\n${TWO}\n`;
    const { unknownRules, muted } = readMuting(text, "markdown", listSentences(text, "markdown"));
    assert.deepEqual(
      unknownRules.map(({ id, span }) => [id, text.slice(span.start, span.end)]),
      [
        ["tone/odd", "tone/odd"],
        ["odd", "odd"],
      ],
    );
    assert.deepEqual(muted, [[], ["tone/negative"]]);
  });

  it("works in a notebook, from one cell to another", () => {
    const cells = [`${ONE}\n\n<!-- cloze-disable -->`, TWO, `<!-- cloze-enable -->\n\n${THREE}`];
    const text = JSON.stringify({ cells: cells.map((source) => ({ cell_type: "markdown", source })) });
    assert.deepEqual(listUnmuted(text, "notebook"), [ONE, THREE]);
  });

  it("works within a paragraph, from there on", () => {
    const text = `${ONE} <!-- cloze-disable --> ${TWO} <!-- cloze-enable --> ${THREE}`;
    assert.deepEqual(listUnmuted(text, "markdown"), [ONE, THREE]);
  });

  const programs: readonly [Format, string, readonly string[]][] = [
    ["python", `# ${ONE}\n# cloze-disable\n# ${TWO}\nx = 1\n# cloze-enable\n# ${THREE}\n`, [ONE, THREE]],
    ["python", `x = """\n# cloze-disable\n"""\n# ${ONE}\n`, [ONE]],
    [
      "typescript",
      `// ${ONE}\n\n/* cloze-disable */\n\n/** ${TWO} */\nlet x; // cloze-enable\n// ${THREE}\n`,
      [ONE, THREE],
    ],
    ["typescript", `const x = "// cloze-disable";\n// ${ONE}\n`, [ONE]],
    ["typescript", `// See cloze-disable\n// ${ONE}\n`, [`See cloze-disable ${ONE}`]],
    ["haskell", `-- ${ONE}\n\n{- cloze-disable -}\n\n-- ${TWO}\n`, [ONE]],
    ["python", `# ${ONE}\n\n# cloze-disable-next-line\n# ${TWO}\n# ${THREE}\n`, [ONE, THREE]],
    ["python", `# cloze-disable-next-line tone/negative\n\n# ${TWO}\n# ${THREE}\n`, [THREE]],
    ["go", `/* ${ONE} */ // cloze-disable-line\n// ${TWO}\n`, [TWO]],
    ["java", `/**\n * ${ONE}\n *\n * cloze-disable-next-line -- it is so\n * ${TWO}\n */\n`, [ONE]],
    ["java", `// cloze-disable-next-line\n/**\n * ${ONE}\n * ${TWO}\n */\n`, [TWO]],
    ["css", `/* cloze-disable-next-line tone/negative */\n/* ${ONE} */\n/* ${TWO} */\n`, [TWO]],
    ["vb", `' ${ONE}\n' cloze-disable\n' ${TWO}\n`, [ONE]],
  ];
  for (const [format, text, expected] of programs) {
    it(`${format}: ${JSON.stringify(text)}`, () => assert.deepEqual(listUnmuted(text, format), expected));
  }

  for (const format of ["plaintext", "commit"] as const) {
    it(`${format} has no comments`, () => {
      assert.equal(listUnmuted(write("<!-- cloze-disable -->"), format).at(-1), THREE);
    });
  }

  it("reads edits correctly with a memory of the text before", () => {
    const memory = new ProseMemory();
    assert.deepEqual(listUnmuted(write("<!-- cloze-disable -->"), "markdown", memory), [ONE]);
    assert.deepEqual(listUnmuted(write("", "<!-- cloze-disable -->"), "markdown", memory), [ONE, TWO]);
    assert.deepEqual(listUnmuted(write(""), "markdown", memory), ALL);
  });

  for (const format of [...DOCUMENT_FORMATS, ...CODE_LANGUAGES]) {
    const comment = COMMENTS[format]?.("cloze-disable") ?? "# cloze-disable // cloze-disable";
    const attack = (make: (size: number) => string): void => {
      assertLinear({ size: 50_000, make, run: (text) => void readMuting(text, format, []) });
    };

    it(`takes a time that grows as a document of comments does (${format})`, () => {
      attack((size) => `${comment}\n`.repeat(size / comment.length));
    });

    it(`takes a time that grows as the tabs around a comment do (${format})`, () => {
      attack((size) => `${"\t".repeat(size)}${comment}${"\t".repeat(size)}x\n`);
    });
  }
});
