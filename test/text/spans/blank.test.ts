import assert from "node:assert/strict";
import { findBlank } from "../../../src/text/spans/blank";

describe("findBlank", () => {
  for (const { text, blank } of [
    { text: "[MASK]", blank: {} },
    { text: "[mask]", blank: {} },
    { text: "[MASK*2]", blank: { pieces: 2 } },
    { text: "[MASK*0]", blank: { pieces: 0 } },
    { text: "[MASK|red, green,blue]", blank: { words: ["red", "green", "blue"] } },
    { text: "[MASK|red,]", blank: { words: ["red", ""] } },
    { text: "[MASK|]", blank: { words: [""] } },
    { text: "[MASK*]", blank: undefined },
    { text: "[MASK*2|red]", blank: undefined },
    { text: "[MASK|a[b]]", blank: undefined },
    { text: "[MASK|a\nb]", blank: undefined },
    { text: "[MASKS]", blank: undefined },
    { text: " [MASK]", blank: undefined },
    { text: "", blank: undefined },
  ]) {
    it(`reads ${JSON.stringify(text)}`, () => assert.deepEqual(findBlank(text), blank));
  }
});
