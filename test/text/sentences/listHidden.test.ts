import assert from "node:assert/strict";
import { listHidden } from "../../../src/text/sentences/listHidden";
import { listSentences } from "../../../src/text/sentences/listSentences";

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
