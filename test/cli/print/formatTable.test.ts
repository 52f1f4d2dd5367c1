import assert from "node:assert/strict";
import { formatTable } from "../../../src/cli/print/formatTable";

describe("formatTable", () => {
  for (const { name, rows, lines } of [
    {
      name: "aligns columns, to the left by default, without space at the end",
      rows: [
        ["1", "a", "x"],
        ["10", "bc", ""],
      ],
      lines: [" 1  a   x", "10  bc"],
    },
    {
      name: "counts wide characters twice and combining marks not at all",
      rows: [
        ["1", "猫", "x"],
        ["1", "e\u0301e", "x"],
      ],
      lines: ["1  猫  x", "1  e\u0301e  x"],
    },
    {
      name: "shows control characters, which would move the cursor",
      rows: [["1", "a\u001b[2Jb"]],
      lines: ["1  a�[2Jb"],
    },
    { name: "is empty without rows", rows: [], lines: [""] },
  ]) {
    it(name, () => assert.equal(formatTable(rows, ["right"]), lines.join("\n")));
  }
});
