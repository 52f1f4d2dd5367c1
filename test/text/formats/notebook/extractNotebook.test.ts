import assert from "node:assert/strict";
import { extractProse } from "../../../../src/text/formats/extractProse";
import { listSentences } from "../../../../src/text/sentences/listSentences";
import { findDocumentSpan } from "../../../../src/text/spans/sentence";
import { assertLinear } from "../../../harness/assertLinear";
import { checkBlocks } from "../../checkBlocks";
import { checkPlaces } from "../../checkPlaces";

const markdown = (source: string | readonly string[]) => ({ cell_type: "markdown", metadata: {}, source });
const code = (source: string) => ({ cell_type: "code", execution_count: 1, metadata: {}, outputs: [], source });

function write(cells: readonly object[], indent?: number): string {
  return JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }, undefined, indent);
}

describe("extractProse of a Jupyter notebook", () => {
  for (const { name, text, blocks } of [
    { name: "nothing", text: "", blocks: [] },
    { name: "a notebook without cells", text: write([]), blocks: [] },
    {
      name: "Markdown cells, of lines and of one string",
      text: write([markdown(["# One\n", "\n", "Two\n", "*three*."]), code("# not"), markdown("Four.\n\n- Five\n")], 1),
      blocks: ["One", "Two three.", "Four.", "Five"],
    },
    {
      name: "CRLF in the file and in a cell",
      text: write([markdown(["One\r\n", "two.\r\n", "\r\n", "Three."])], 2).replaceAll("\n", "\r\n"),
      blocks: ["One two.", "Three."],
    },
    {
      name: "cells of other kinds",
      text: write([{ ...markdown("not"), cell_type: "raw" }, { source: "not" }]),
      blocks: [],
    },
    {
      name: "the kind behind the text",
      text: '{"cells": [{"source": ["One."], "cell_type": "markdown"}]}',
      blocks: ["One."],
    },
    {
      name: "escaped characters",
      text: '{"cells": [{"cell_type": "markdown", "source": "Say \\"caf\\u00e9\\" \\u0026 go\\/\\\\*on* to `a\\\\nb`."}]}',
      blocks: ['Say "café" & go/*on* to code.'],
    },
    {
      name: "what looks like a cell elsewhere",
      text: write([
        { ...code("a"), outputs: [{ cell_type: "markdown", source: ["not"], data: { cells: [markdown("not")] } }] },
        { ...markdown("One."), metadata: { source: "not", cell_type: "code" }, attachments: { a: { source: "not" } } },
      ]),
      blocks: ["One."],
    },
    {
      name: "the format of before 2014",
      text: JSON.stringify({
        worksheets: [{ cells: [markdown("One."), { ...code(""), input: ["not"] }] }],
        nbformat: 3,
      }),
      blocks: ["One."],
    },
    {
      name: "rules at the start of a cell",
      text: write([markdown("---\nOne.\n\n---\nTwo.")]),
      blocks: ["One.", "Two."],
    },
    {
      name: "a file that was cut",
      text: write([markdown("One."), markdown("Two.")]).replace(/(?<=Two\.).*/, ""),
      blocks: ["One.", "Two."],
    },
    { name: "what is not a notebook", text: '["One.", {"cells": "Two."}] Three.', blocks: [] },
  ]) {
    it(name, () => checkBlocks(text, "notebook", blocks));
  }

  it("places a sentence by one run for each stretch between escapes", () => {
    const text = write([markdown(['One "two"\n', "three. Four."])], 1);
    const [first, second] = listSentences(text, "notebook");
    assert.deepEqual(
      first?.runs.map(({ start, length }) => text.slice(start, start + length)),
      ["One ", "two", "three."],
    );
    assert.equal(first.text, 'One "two" three.');
    assert.equal(text.slice(first.span.start, first.span.end), 'One \\"two\\"\\n",\n    "three.');
    const four = findDocumentSpan(second!, { start: 0, end: 4 });
    assert.equal(four && text.slice(four.start, four.end), "Four");
  });

  it("reads a notebook that is cut anywhere", () => {
    const text = write([markdown(["# One\n", 'Two "three" \u0007 \ud83c\udf89.']), code("a"), markdown("Four.")], 1);
    for (let length = 0; length <= text.length; length += 1) {
      checkPlaces(text, extractProse(text.slice(0, length), "notebook"));
    }
  });

  describe("hostile, in a time that grows as it does", () => {
    for (const part of [
      "[",
      "{",
      '{"cells":[',
      '"',
      '"\\',
      '\\"',
      '[{"source":[',
      '"a",',
      '{"a":',
      "//",
      "/*",
      "]",
      "}",
      ",",
    ]) {
      for (const opening of ["", '{"cells":[{"cell_type":"markdown","source":["']) {
        it(JSON.stringify(opening + part), () => {
          const make = (size: number) => opening + part.repeat(Math.ceil(size / part.length));
          assertLinear({ size: 70_000, make, run: (text) => checkPlaces(text, extractProse(text, "notebook")) });
        });
      }
    }

    it("many cells", () => {
      const make = (size: number) => write(Array.from({ length: size / 80 }, () => markdown('A "word" is.\n\n\tb')));
      assertLinear({ size: 70_000, make, run: (text) => checkPlaces(text, extractProse(text, "notebook")) });
    });
  });
});
