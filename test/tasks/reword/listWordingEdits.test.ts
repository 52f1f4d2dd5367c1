import assert from "node:assert/strict";
import { listKept } from "../../../src/tasks/reword/listKept";
import { listWordingEdits } from "../../../src/tasks/reword/listWordingEdits";
import { writeDraft } from "../../../src/tasks/reword/rewrite";
import { readWordings } from "../../../src/tasks/reword/wordings/readWordings";

const TABLE = readWordings(`
disaster = problem
a recipe for disaster = risky
an eyesore, a shame = unfortunate / a problem
really = -
bothered to = took the time to
`);

describe("listWordingEdits", () => {
  for (const { name, text, expected } of [
    { name: "each way", text: "It is an eyesore.", expected: ["It is unfortunate.", "It is a problem."] },
    { name: "a phrase, not the words in it", text: "It is a recipe for disaster.", expected: ["It is risky."] },
    { name: "a thing, where more is said of it", text: "An eyesore that hurts.", expected: ["A problem that hurts."] },
    {
      name: "both, of what follows",
      text: "It is a shame that it is.",
      expected: ["It is unfortunate that it is.", "It is a problem that it is."],
    },
    {
      name: "nothing that is kept",
      text: 'The "disaster" is not really one.',
      expected: ['The "disaster" is not one.'],
    },
    { name: "no past tense behind “be”", text: "They can be bothered to ask.", expected: [] },
  ]) {
    it(`lists ${name}`, () => {
      const edits = listWordingEdits({ text, kept: listKept(text), isWord: () => true }, TABLE, 0);
      assert.deepEqual(
        edits.map((edit) => writeDraft(text, [edit]).text),
        expected,
      );
    });
  }
});
