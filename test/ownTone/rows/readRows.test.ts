import assert from "node:assert/strict";
import { readRows } from "../../../src/ownTone/rows/readRows";
import { requireRows } from "../../../src/ownTone/rows/requireRows";
import { writeRow } from "../../../src/ownTone/rows/writeRow";

describe("readRows", () => {
  it("reads rows with their lines, whatever ends these, and skips empty ones", () => {
    const { rows, faults } = readRows('\uFEFFlabel\ttext\r\nharsh\tIt is a mess.\r\n\r\nfine \t "Quoted" it is.\n');
    assert.deepEqual(faults, []);
    assert.deepEqual(rows, [
      { label: "harsh", text: "It is a mess.", line: 2 },
      { label: "fine", text: '"Quoted" it is.', line: 4 },
    ]);
  });

  for (const { what, file, line, says } of [
    { what: "another header", file: "text\tlabel\na\tb\n", line: 1, says: /^is "text\\tlabel", expected the header/ },
    { what: "no header", file: "", line: 1, says: /^is "", expected the header/ },
    { what: "no tab", file: "label\ttext\nharsh It is.\n", line: 2, says: /^has 0 tabs, expected one/ },
    { what: "two tabs", file: "label\ttext\nharsh\tIt\tis.\n", line: 2, says: /^has 2 tabs, expected one/ },
    { what: "no label", file: "label\ttext\n\tIt is.\n", line: 2, says: /^has no label/ },
    { what: "no text", file: "label\ttext\nharsh\t \n", line: 2, says: /^has no text/ },
    {
      what: "a long label",
      file: `label\ttext\n${"x".repeat(61)}\tIt.\n`,
      line: 2,
      says: /^has a label of 61 characters/,
    },
  ]) {
    it(`says ${what} with its line`, () => {
      const [fault] = readRows(file).faults;
      assert.equal(fault?.line, line);
      assert.match(fault.message, says);
    });
  }

  it("names the first faults of many, and counts the others", () => {
    const file = `label\ttext\n${"harsh\n".repeat(8)}`;
    assert.throws(
      () => requireRows("a.tsv", file),
      /^OwnToneError: a\.tsv: line 2 .*; a\.tsv: line 6 .*; and 3 lines more$/,
    );
    assert.throws(() => requireRows("a.tsv", "label\ttext\n"), /a\.tsv has no row under its header/);
  });

  it("reads what was written", () => {
    const row = writeRow("too\tharsh", " It\nis\u2028 a\tmess. ");
    assert.equal(row, "too harsh\tIt is a mess.");
    assert.deepEqual(readRows(`label\ttext\n${row}\n`).rows, [{ label: "too harsh", text: "It is a mess.", line: 2 }]);
  });
});
