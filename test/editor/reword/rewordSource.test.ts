import assert from "node:assert/strict";
import { findRewordSource, listReplacements } from "../../../src/editor/reword/rewordSource";
import { selectFormat } from "../../../src/text/formats/format";
import { listSentences as split } from "../../../src/text/sentences/listSentences";
import type { Span } from "../../../src/text/spans/span";
import { listSentences } from "../prose";

function find(document: string, language: string, selected: string) {
  const format = selectFormat(language, `/file.${language}`);
  const start = document.indexOf(selected);
  const readText = ({ start: from, end }: Span) => document.slice(from, end);
  return findRewordSource(listSentences(split(document, format)), { start, end: start + selected.length }, readText);
}

/** The document after `from` of the text has become `to`. */
function reword(document: string, source: NonNullable<ReturnType<typeof find>>, from: string, to: string): string {
  const start = source.prose.text.indexOf(from);
  const [change] = listReplacements(source, [{ start, end: start + from.length, text: to }]);
  return document.slice(0, change!.span.start) + change!.text + document.slice(change!.span.end);
}

describe("findRewordSource", () => {
  for (const { name, language, document, selected, text, before, keep } of [
    {
      name: "the sentence that a selection touches, and the one before it",
      language: "plaintext",
      document: "It rained. The page is a mess. We left.",
      selected: "mess",
      text: "The page is a mess.",
      before: ["It rained."],
      keep: [],
    },
    {
      name: "all sentences that it touches",
      language: "plaintext",
      document: "It rained. The page is a mess. We left.",
      selected: "rained. The",
      text: "It rained. The page is a mess.",
      before: [],
      keep: [],
    },
    {
      name: "with places of markup and of code, which stay",
      language: "markdown",
      document: "The **new** page of `cat` is a mess.",
      selected: "mess",
      text: "The new page of code is a mess.",
      before: [],
      keep: [
        { start: 4, end: 4 },
        { start: 7, end: 7 },
        { start: 16, end: 20 },
      ],
    },
    {
      name: "with line breaks, which may go",
      language: "markdown",
      document: "The page is a\nterrible mess.",
      selected: "mess",
      text: "The page is a terrible mess.",
      before: [],
      keep: [],
    },
  ]) {
    it(`reads ${name}`, () => {
      const source = find(document, language, selected);
      assert.deepEqual([source?.prose.text, source?.before, source?.keep], [text, before, keep]);
    });
  }

  it("reads nothing across paragraphs", () => {
    assert.equal(find("It rained.\n\nWe left.", "plaintext", "rained.\n\nWe"), undefined);
  });
});

describe("listReplacements", () => {
  for (const { name, language, document, from, to, expected } of [
    {
      name: "inside markup",
      language: "markdown",
      document: "The **awful** page.",
      from: "awful",
      to: "weak",
      expected: "The **weak** page.",
    },
    {
      name: "across a line of a comment",
      language: "javascript",
      document: "// The page is a\n// mess, and it is slow.\n",
      from: "a mess",
      to: "untidy",
      expected: "// The page is untidy, and it is slow.\n",
    },
    {
      name: "what is added",
      language: "markdown",
      document: "- The page is slow.",
      from: "",
      to: "To me, ",
      expected: "- To me, The page is slow.",
    },
  ]) {
    it(`writes ${name}`, () => {
      const source = find(document, language, "page") ?? assert.fail();
      assert.equal(reword(document, source, from, to), expected);
    });
  }
});
