import assert from "node:assert/strict";
import { describeMarks } from "../../src/wording/describeMarks";

describe("describeMarks", () => {
  for (const { rules, expected } of [
    { rules: [], expected: "Nothing to mark in 20 sentences." },
    {
      rules: ["tone/negative"],
      expected: "1 mark in 20 sentences (tone 1). The view Cloze: Findings lists it.",
    },
    {
      rules: ["tone/negative", "words/slip", "words/double"],
      expected: "3 marks in 20 sentences (tone 1, words 2). The view Cloze: Findings lists them.",
    },
  ]) {
    it(`says: ${expected}`, () => assert.equal(describeMarks(rules, "20 sentences"), expected));
  }
});
