import assert from "node:assert/strict";
import { findEdit } from "../../../src/text/sentences/findEdit";
import { listHidden } from "../../../src/text/sentences/listHidden";
import { listSentences } from "../../../src/text/sentences/listSentences";

describe("findEdit", () => {
  // `part`: of the sentence as it is read, the first such stretch.
  for (const { name, document, part, found } of [
    { name: "a word", document: "Set *it* form here.", part: "form", found: "form" },
    { name: "a word with the space before it", document: "Set the the list.", part: " the", found: " the" },
    { name: "a word with the line break before it", document: "Set the\n  of list.", part: " of", found: "\n  of" },
    { name: "a word with the space behind it", document: "Of set.", part: "Of ", found: "Of " },
    { name: "two words with a line break between", document: "Set the\nlist.", part: "the list", found: "the\nlist" },
    { name: "no word over a mark of emphasis", document: "Set *the* list.", part: "the list", found: undefined },
    { name: "no space that markup stands before", document: "Set **a** list.", part: " a", found: undefined },
    { name: "no placeholder", document: "Set `the` list.", part: "code", found: undefined },
    { name: "no word over a link", document: "Set [the](https://a.b) list.", part: "the list", found: undefined },
    { name: "the place before a word", document: "Set *the* list.", part: "", found: "" },
  ]) {
    it(`finds ${name}: ${JSON.stringify(document)}`, () => {
      const [sentence] = listSentences(document, "markdown");
      assert.ok(sentence);
      const start = part === "" ? sentence.text.indexOf("list") : sentence.text.indexOf(part);
      const span = findEdit(sentence, document, { start, end: start + part.length });
      assert.equal(span && document.slice(span.start, span.end), found);
      if (part === "") assert.equal(span?.start, document.indexOf("list"));
    });
  }
});

describe("listHidden", () => {
  for (const { document, hidden } of [
    { document: "This is an `Error` type.", hidden: ["code: `Error`"] },
    { document: "An `A` and a `b`: see <https://a.b>.", hidden: ["code: `A`", "code: `b`", "link: <https://a.b>"] },
    { document: "The code of a link.", hidden: [] },
    { document: "A line\nof code.", hidden: [] },
    { document: "`Error` types are.", hidden: ["code: "] },
  ]) {
    it(`says what is hidden in ${JSON.stringify(document)}`, () => {
      const [sentence] = listSentences(document, "markdown");
      assert.ok(sentence);
      const found = listHidden(sentence, document).map(
        ({ start, text }) => `${/^\w+/.exec(sentence.text.slice(start))?.[0] ?? ""}: ${text}`,
      );
      assert.deepEqual(found, hidden);
    });
  }
});
