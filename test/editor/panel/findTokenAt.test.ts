import assert from "node:assert/strict";
import { findTokenAt } from "../../../src/editor/panel/findTokenAt";
import { PAIR_TOKENS } from "../../webview/fixture";

// [CLS] un ##aff ##able . [SEP] yes [MASK] [SEP]: "unaffable ." and "yes [MASK]".
describe("findTokenAt", () => {
  for (const { name, segment, offset, found } of [
    { name: "the first character", segment: 0, offset: 0, found: 1 },
    { name: "the first of two pieces that touch", segment: 0, offset: 1, found: 1 },
    { name: "the second of two pieces, at its beginning", segment: 0, offset: 2, found: 2 },
    { name: "the word before the cursor, where none begins", segment: 0, offset: 9, found: 3 },
    { name: "the last character's end", segment: 0, offset: 11, found: 4 },
    { name: "the same offset in the other text", segment: 1, offset: 0, found: 6 },
    { name: "a mask", segment: 1, offset: 7, found: 7 },
    { name: "no token beyond the text", segment: 0, offset: 12, found: undefined },
    { name: "no token of a text that is not shown", segment: 2, offset: 0, found: undefined },
  ]) {
    it(`finds ${name}`, () => assert.equal(findTokenAt(PAIR_TOKENS, { segment, offset }), found));
  }
});
