import assert from "node:assert/strict";
import { changeText } from "../../../src/editor/panel/changeText";

describe("changeText", () => {
  for (const { name, before, segment, after } of [
    { name: "a text", before: { text: "a cat." }, segment: 0, after: { text: "a dog." } },
    {
      name: "the first of a pair",
      before: { text: "a cat.", pair: "b" },
      segment: 0,
      after: { text: "a dog.", pair: "b" },
    },
    {
      name: "the second of a pair",
      before: { text: "b", pair: "a cat." },
      segment: 1,
      after: { text: "b", pair: "a dog." },
    },
  ] as const) {
    it(`changes ${name}`, () =>
      assert.deepEqual(changeText(before, { token: { segment, start: 2, end: 5 }, text: "dog" }), after));
  }
});
