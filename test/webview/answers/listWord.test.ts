import assert from "node:assert/strict";
import { listWord } from "../../../src/webview/answers/listWord";
import { makeTokens } from "../fixture";

/** [CLS] un ##aff ##able [UNK] [MASK] . [SEP] */
const TOKENS = makeTokens(["un", "##aff", "##able", "[UNK]", "[MASK]", "."]);

describe("listWord", () => {
  for (const { name, position, word } of [
    { name: "of the first piece, all of the word", position: 1, word: [1, 2, 3] },
    { name: "of the last piece, all of the word", position: 3, word: [1, 2, 3] },
    { name: "an unknown word alone", position: 4, word: [4] },
    { name: "a sign alone", position: 6, word: [6] },
    { name: "nothing of a mask", position: 5, word: [] },
    { name: "nothing of a marker", position: 0, word: [] },
    { name: "nothing beyond the text", position: 99, word: [] },
  ]) {
    it(`lists ${name}`, () => assert.deepEqual(listWord(TOKENS, position), word));
  }
});
