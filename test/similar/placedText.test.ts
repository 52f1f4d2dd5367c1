import assert from "node:assert/strict";
import { placeText } from "../../src/similar/placedText";
import { listSentences } from "../../src/text/sentences/listSentences";

describe("placeText", () => {
  for (const { document, texts } of [
    { document: "Run `npm ci` first, then `npm test`.", texts: ["Run npm ci first, then npm test."] },
    {
      document: "# Use `code`\n\nSee [the page](https://a.example) **now**.",
      texts: ["Use code", "See the page now."],
    },
    { document: "One line\nand another.", texts: ["One line and another."] },
    { document: "`a` is not ``b``.", texts: ["a is not b."] },
    { document: "- `--least` is the least", texts: ["--least is the least"] },
    { document: "The name is `b c`", texts: ["The name is b c"] },
  ]) {
    it(`reads as a reader does: ${JSON.stringify(document)}`, () => {
      const placed = listSentences(document, "markdown").map((sentence) => placeText(sentence, "a.md", document));
      assert.deepEqual(
        placed.map(({ text }) => text),
        texts,
      );
      for (const { file, span } of placed) {
        assert.equal(file, "a.md");
        assert.ok(span.start >= 0 && span.end <= document.length && span.start < span.end);
      }
    });
  }
});
