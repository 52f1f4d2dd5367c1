import assert from "node:assert/strict";
import { describeRows, writeTable } from "../../../src/editor/probe/describeRows";

const ROWS = [
  { slots: { 1: "nurse" }, words: ["he", "she"], filled: 0.17, prior: 0.96, logOdds: -0.79 },
  { slots: { 1: "engineer" }, words: ["he", "she"], filled: 1.355, prior: 0.96, logOdds: 0.395 },
];

describe("describeRows", () => {
  it("draws a bar a row, relative to the longest, and says to which word it goes", () => {
    assert.deepEqual(describeRows(ROWS), [
      { label: "nurse", description: "▰▰▰▰▰▰▰▰▰▰  −0.79 towards “she”  ·  log-odds +0.17, prior +0.96" },
      { label: "engineer", description: "▰▰▰▰▰▱▱▱▱▱  +0.40 towards “he”  ·  log-odds +1.35, prior +0.96" },
    ]);
  });

  it("names the words where there are several pairs", () => {
    const other = { ...ROWS[0]!, words: ["he", "they"] };
    assert.deepEqual(
      describeRows([ROWS[0]!, other]).map(({ label }) => label),
      ["nurse: he / she", "nurse: he / they"],
    );
  });

  it("draws empty bars where nothing moves", () => {
    assert.match(describeRows([{ ...ROWS[0]!, logOdds: 0 }])[0]!.description, /^▱{10} {2}\+0\.00/);
  });
});

describe("writeTable", () => {
  it("has a line a row under a header, with tabs", () => {
    assert.equal(
      writeTable(ROWS),
      "slot 1\tfirst\tsecond\tfilled\tprior\tlogOdds\nnurse\the\tshe\t0.17\t0.96\t-0.79\nengineer\the\tshe\t1.355\t0.96\t0.395\n",
    );
  });
});
