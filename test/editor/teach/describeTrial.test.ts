import assert from "node:assert/strict";
import { describeTrial } from "../../../src/editor/teach/describeTrial";
import type { TrialSentence, WorkspaceTrial } from "../../../src/editor/teach/workspaceTrial";
import { evaluateRows } from "../../../src/ownTone/report/evaluateRows";

/** Forty rows of each label; `harsh` has this probability, by the number of the row. */
function judge(harsh: (row: number, isHarsh: boolean) => number, here?: WorkspaceTrial) {
  const truth = Array.from({ length: 80 }, (_, row) => row % 2);
  const probabilities = truth.map((isHarsh, row) => {
    const given = harsh(row, isHarsh === 1);
    return [1 - given, given];
  });
  const rows = truth.map((_, row) => ({ label: "", text: `text ${row}`, line: row + 2 }));
  return describeTrial(
    { evaluation: evaluateRows({ labels: ["fine", "harsh"], truth, probabilities }) },
    { label: "harsh", rows, here },
  );
}

describe("describeTrial", () => {
  it("says for each threshold that differs how many marks would be right", () => {
    const { title, rows } = judge((row, isHarsh) => (isHarsh ? (row < 40 ? 0.95 : 0.65) : row < 8 ? 0.55 : 0.05));
    assert.equal(title, "“harsh”: 95.0 % (87.8 to 98.0) of 80 examples told right");
    assert.deepEqual(
      rows.flatMap(({ threshold, description }) => (threshold === undefined ? [] : [[threshold, description]])),
      [
        [0.4, "40 of 44 marks right, 40 of 40 found"],
        [0.6, "40 of 40 marks right, 40 of 40 found"],
        [0.8, "20 of 20 marks right, 20 of 40 found"],
      ],
    );
  });

  it("leads to the rows that it would call otherwise, the surest first, and to those it is least sure of", () => {
    const { rows } = judge((row, isHarsh) =>
      row === 10 ? 0.97 : row === 12 ? 0.8 : isHarsh ? 0.9 : row === 4 ? 0.49 : 0.05,
    );
    const places = rows.flatMap(({ line }) => line ?? []);
    assert.deepEqual(places.slice(0, 3), [12, 14, 6]);
    assert.equal(new Set(places).size, places.length, "no row is listed twice");
  });

  it("says what it would mark in this workspace, and leads to the first of it", () => {
    const sentences = [0.95, 0.7, 0.45, 0.2].map((score, i) => {
      return { score, text: `sentence ${i}` } as TrialSentence;
    });
    const { rows } = judge((row, isHarsh) => (isHarsh ? (row < 40 ? 0.95 : 0.65) : 0.05), { sentences, isPart: true });
    assert.deepEqual(
      rows.flatMap(({ threshold, detail }) =>
        threshold === undefined ? [] : [[threshold, ...detail!.split("  ·  ")]],
      ),
      [
        [0.4, "precision 100 % (91.2 to 100.0)", "would mark 3 of the first 4 sentences of this workspace"],
        [0.8, "precision 100 % (83.9 to 100.0)", "would mark 1 of the first 4 sentences of this workspace"],
      ],
    );
    assert.deepEqual(
      rows.flatMap(({ place, label, description }) => (place ? [[label, description]] : [])),
      [
        ["sentence 0", "95.0 %"],
        ["sentence 1", "70.0 %"],
        ["sentence 2", "45.0 %"],
      ],
    );
  });

  it("warns first where the figures say little", () => {
    const { rows } = judge(() => 0.5);
    assert.equal(rows[0]?.icon, "warning");
    assert.match(
      rows.map(({ detail }) => detail)[0] ?? "",
      /not shown to be better than always saying the most frequent label, right in 50\.0 %/,
    );
    assert.equal(judge((_, isHarsh) => Number(isHarsh)).rows[0]?.isHeading, true);
  });
});
