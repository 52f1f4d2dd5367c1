import assert from "node:assert/strict";
import { findReadPlace } from "../../../src/editor/read/findReadPlace";
import { listReadSpans } from "../../../src/editor/read/listReadSpans";
import { packSentences, SentenceList } from "../../../src/prose/packedSentences";
import { listSentences } from "../../../src/text/sentences/listSentences";

const TEXT = "# A title\n\nRun **npm** with `ci` first. It is\nquick.\n\n```\ncode\n```\n";
const SENTENCES = new SentenceList(packSentences(listSentences(TEXT, "markdown")), 1);

describe("what a place of a document is to Cloze", () => {
  for (const { at, kind, text, readAs } of [
    { at: "# A", kind: "skipped", text: "# " },
    { at: "A title", kind: "sentence", text: "A title" },
    { at: "Run", kind: "sentence", text: "Run **npm** with `ci` first." },
    { at: "** with", kind: "markup", text: "**", readAs: "" },
    { at: "ci`", kind: "markup", text: "`ci`", readAs: "code" },
    { at: " It is", kind: "skipped", text: " " },
    { at: "quick", kind: "sentence", text: "It is\nquick." },
    { at: "\nquick", kind: "markup", text: "\n", readAs: "" },
    { at: "code\n", kind: "skipped", text: "\n\n```\ncode\n```\n" },
  ]) {
    it(`${JSON.stringify(at)} is ${kind}`, () => {
      const place = findReadPlace(SENTENCES, TEXT.indexOf(at), TEXT.length);
      assert.equal(place.kind, kind);
      assert.equal(TEXT.slice(place.span.start, place.span.end), text);
      assert.equal("readAs" in place ? place.readAs : undefined, readAs);
    });
  }

  it("the end of the document is skipped", () => {
    assert.equal(findReadPlace(SENTENCES, TEXT.length, TEXT.length).kind, "skipped");
  });
});

describe("what is read in a window of a document", () => {
  it("what is not read and what is add up to the window", () => {
    const { indices, skipped } = listReadSpans(SENTENCES, { start: 0, end: TEXT.length });
    assert.deepEqual(indices, [0, 1, 2]);
    assert.deepEqual(
      skipped.map(({ start, end }) => TEXT.slice(start, end)),
      ["# ", "\n\n", "**", "**", "`ci`", " ", "\n", "\n\n```\ncode\n```\n"],
    );
  });

  it("a sentence that begins above the window is read in it", () => {
    const start = TEXT.indexOf("first");
    const { indices, skipped } = listReadSpans(SENTENCES, { start, end: TEXT.indexOf("It is") + 2 });
    assert.deepEqual(indices, [1, 2]);
    assert.deepEqual(skipped, [{ start: start + 6, end: start + 7 }]);
  });
});
