import assert from "node:assert/strict";
import { LineIndex } from "../../../src/text/spans/lineIndex";

describe("lineIndex", () => {
  const text = "ab\n\ncd\r\nef\rg🙂h";
  for (const { offset, line, column } of [
    { offset: 0, line: 1, column: 1 },
    { offset: 2, line: 1, column: 3 },
    { offset: 3, line: 2, column: 1 },
    { offset: 4, line: 3, column: 1 },
    { offset: 7, line: 3, column: 4 },
    { offset: 8, line: 4, column: 1 },
    { offset: 11, line: 5, column: 1 },
    { offset: 14, line: 5, column: 4 },
    { offset: text.length, line: 5, column: 5 },
  ]) {
    it(`offset ${offset} is line ${line}, column ${column}`, () => {
      assert.deepEqual(new LineIndex(text).positionAt(offset), { line, column, offset });
    });
  }

  it("an empty text has one line", () => {
    assert.deepEqual(new LineIndex("").positionAt(0), { line: 1, column: 1, offset: 0 });
  });
});
