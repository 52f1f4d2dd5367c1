import assert from "node:assert/strict";
import { selectUnits, toColumn, toOffset } from "../../src/lsp/positionUnits";

describe("positionUnits", () => {
  const line = "a😀é日𠀀z";
  for (const { units, count } of [
    { units: "utf-16", count: (part: string) => part.length },
    { units: "utf-8", count: (part: string) => Buffer.byteLength(part) },
    { units: "utf-32", count: (part: string) => Array.from(part).length },
  ] as const) {
    it(`counts ${units} there and back at every character`, () => {
      let offset = 0;
      for (const character of `${line}\n`) {
        const column = count(line.slice(0, offset));
        assert.equal(toColumn(line, offset, units), column);
        assert.equal(toOffset(line, column, units), offset);
        offset += character.length;
      }
    });
  }

  it("takes a column within a character for its start, and one beyond the line for its end", () => {
    assert.equal(toOffset(line, 3, "utf-8"), 1);
    assert.equal(toOffset(line, 999, "utf-8"), line.length);
    assert.equal(toColumn(line, 2, "utf-32"), 1, "in the middle of a surrogate pair");
  });

  for (const { offered, units } of [
    { offered: undefined, units: "utf-16" },
    { offered: ["utf-8", "utf-16"], units: "utf-8" },
    { offered: ["ebcdic", "utf-32"], units: "utf-32" },
    { offered: [], units: "utf-16" },
  ]) {
    it(`agrees on ${units} with a client that offers ${JSON.stringify(offered)}`, () => {
      assert.equal(selectUnits(offered), units);
    });
  }
});
