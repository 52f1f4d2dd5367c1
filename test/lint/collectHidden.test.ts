import assert from "node:assert/strict";
import { collectHidden } from "../../src/lint/collectHidden";
import { listSentences } from "../../src/text/sentences/listSentences";

describe("collectHidden", () => {
  for (const { name, documents, expected } of [
    { name: "the code of each sentence", documents: ["Add an `Event` here."], expected: ["`Event`"] },
    { name: "nothing of a sentence in plain words", documents: ["Add an event here."], expected: [] },
    { name: "the same code once", documents: ["Add an `Event` here.", "Add an `Event` here."], expected: ["`Event`"] },
    { name: "nothing that differs", documents: ["Add an `Event` here.", "Add an `Array` here."], expected: [""] },
    {
      name: "what is the same, beside what differs",
      documents: ["Add `a` to `b`.", "Add `c` to `b`."],
      expected: ["", "`b`"],
    },
  ]) {
    it(`tells ${name}`, () => {
      const placed = documents.flatMap((document) =>
        listSentences(document, "markdown").map((sentence) => ({ sentence, document })),
      );
      const [hidden, ...others] = collectHidden(placed).values();
      assert.deepEqual([hidden?.map(({ text }) => text), others], [expected, []]);
    });
  }
});
