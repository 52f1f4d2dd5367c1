import assert from "node:assert/strict";
import { readFindingPlace } from "../../../src/editor/panel/findingPlace";

const PLACE = { file: "file:///a.md", sentence: "It failed.", start: 4 };

describe("readFindingPlace", () => {
  it("reads what the hover wrote, and nothing else of it", () => {
    assert.deepEqual(readFindingPlace(JSON.parse(JSON.stringify({ ...PLACE, more: 1 }))), PLACE);
  });

  for (const argument of [
    undefined,
    null,
    "commit-box",
    // What the menu of an editor passes.
    { $mid: 1, path: "/a.md", scheme: "file" },
    { ...PLACE, file: 1 },
    { ...PLACE, sentence: undefined },
    { ...PLACE, start: -1 },
    { ...PLACE, start: 1.5 },
  ]) {
    it(`takes ${JSON.stringify(argument)} for no finding`, () => assert.equal(readFindingPlace(argument), undefined));
  }
});
