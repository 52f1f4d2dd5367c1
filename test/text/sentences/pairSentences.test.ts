import assert from "node:assert/strict";
import { pairSentences } from "../../../src/text/sentences/pairSentences";

describe("pairSentences", () => {
  const cases = [
    {
      name: "kept, wherever it stands",
      now: ["B is here.", "A is there."],
      before: ["A is there.", "B is  here."],
      pairs: [undefined, undefined],
    },
    {
      name: "rewritten",
      now: ["The food was very cold."],
      before: ["The food was good."],
      pairs: ["The food was good."],
    },
    { name: "new", now: ["Nothing like it."], before: ["The food was good."], pairs: [null] },
    {
      name: "one of two that were alike",
      now: ["Yes, it is.", "Yes, it was."],
      before: ["Yes, it is.", "Yes, it is."],
      pairs: [undefined, "Yes, it is."],
    },
  ];
  for (const { name, now, before, pairs } of cases) {
    it(`says what a sentence was that is ${name}`, () => assert.deepEqual(pairSentences(now, before), pairs));
  }
});
