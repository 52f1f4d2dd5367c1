import assert from "node:assert/strict";
import { toPanelRow } from "../../../src/editor/probe/toPanelRow";
import { writeTable } from "../../../src/editor/probe/writeTable";

const ROWS = [
  { slots: { 1: "nurse" }, words: ["he", "she"], filled: 0.17, prior: 0.96, logOdds: -0.79 },
  { slots: { 1: "engineer" }, words: ["he", "she"], filled: 1.355, prior: 0.96, logOdds: 0.395 },
];

describe("writeTable", () => {
  it("has a line a row under a header, with tabs", () => {
    assert.equal(
      writeTable(ROWS),
      "slot 1\tfirst\tsecond\tfilled\tprior\tlogOdds\nnurse\the\tshe\t0.17\t0.96\t-0.79\nengineer\the\tshe\t1.355\t0.96\t0.395\n",
    );
  });
});

describe("toPanelRow", () => {
  it("joins what stands in several slots", () => {
    const row = { ...ROWS[0]!, slots: { 1: "nurse", 2: "night" } };
    assert.deepEqual(toPanelRow(row), { ...ROWS[0], slots: "nurse, night" });
  });
});
