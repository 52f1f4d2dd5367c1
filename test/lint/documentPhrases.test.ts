import assert from "node:assert/strict";
import { DocumentPhrases } from "../../src/lint/documentPhrases";

describe("DocumentPhrases", () => {
  for (const { texts, phrase, sentence, expected } of [
    { texts: ["Keep the value form here.", "x"], phrase: "value form", sentence: "x", expected: true },
    { texts: ["KEEP THE VALUE FORM.", "x"], phrase: "Value form", sentence: "x", expected: true },
    { texts: ["Keep the value forms here.", "x"], phrase: "value form", sentence: "x", expected: false },
    { texts: ["Keep the overvalue form here.", "x"], phrase: "value form", sentence: "x", expected: false },
    { texts: ["A value forms, a value form.", "x"], phrase: "value form", sentence: "x", expected: true },
    { texts: ["A value form.", "A value form."], phrase: "value form", sentence: "A value form.", expected: false },
    { texts: ["Keep the value", "form of it."], phrase: "value form", sentence: "x", expected: false },
  ]) {
    it(`${expected ? "finds" : "does not find"} “${phrase}” in ${JSON.stringify(texts)}, apart from ${sentence}`, () => {
      assert.equal(new DocumentPhrases(() => texts).isElsewhere(phrase, sentence), expected);
    });
  }
});
