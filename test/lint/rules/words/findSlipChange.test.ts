import assert from "node:assert/strict";
import { findSlipChange } from "../../../../src/lint/rules/words/findSlipChange";
import { listSentences } from "../../../../src/text/sentences/listSentences";

describe("findSlipChange", () => {
  // `part`: the first such stretch of the sentence as it is read; `before`: what stands behind it, where it is empty.
  for (const { name, document, part, before = part, suggestion = "", mended } of [
    {
      name: "a word",
      document: "Set *it* form here.",
      part: "form",
      suggestion: "from",
      mended: "Set *it* from here.",
    },
    { name: "a word with the space before it", document: "Set the the list.", part: " the", mended: "Set the list." },
    { name: "a word behind a line break", document: "Set the\n  of list.", part: " of", mended: "Set the\n  list." },
    { name: "a word before a line break", document: "Set of\nthe list.", part: "of ", mended: "Set\nthe list." },
    { name: "a word with the space behind it", document: "Of set.", part: "Of ", mended: "set." },
    { name: "a word behind markup", document: "Set **a** of list.", part: " of", mended: "Set **a** list." },
    { name: "no word alone in markup", document: "Set *of* list.", part: " of", mended: undefined },
    { name: "no words over a mark of emphasis", document: "Set *the* list.", part: "the list", mended: undefined },
    { name: "no words over a link", document: "Set [the](https://a.b) list.", part: "the list", mended: undefined },
    { name: "no placeholder", document: "Set `the` list.", part: "code", suggestion: "node", mended: undefined },
    {
      name: "a word missing behind markup",
      document: "Set *the* of it.",
      part: "",
      before: "of",
      suggestion: "list ",
      mended: "Set *the* list of it.",
    },
    {
      name: "a word missing between words",
      document: "Set *it* of it.",
      part: "",
      before: "it.",
      suggestion: "all ",
      mended: "Set *it* of all it.",
    },
    {
      name: "a word missing at the start",
      document: "# List is long.",
      part: "",
      before: "List",
      suggestion: "The ",
      mended: "# The List is long.",
    },
  ]) {
    it(`finds ${name}: ${JSON.stringify(document)}`, () => {
      const [sentence] = listSentences(document, "markdown");
      assert.ok(sentence);
      const start = sentence.text.indexOf(before);
      const span = { start, end: start + part.length };
      const slip = { ...span, text: part, suggestion, rule: "slip", probability: 0.9, score: 5 } as const;
      const change = findSlipChange(sentence, slip);
      assert.equal(
        change && document.slice(0, change.span.start) + change.text + document.slice(change.span.end),
        mended,
      );
    });
  }
});
