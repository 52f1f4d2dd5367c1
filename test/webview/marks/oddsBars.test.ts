import assert from "node:assert/strict";
import { drawOddsBars } from "../../../src/webview/marks/oddsBars";
import type { PanelProbeRow } from "../../../src/webview/messages/otherPages";
import { createDocument } from "../fixture";

const ROWS: readonly PanelProbeRow[] = [
  { slots: "nurse", words: ["he", "she"], filled: 0.17, prior: 0.96, logOdds: -0.79 },
  { slots: "engineer", words: ["he", "she"], filled: 1.355, prior: 0.96, logOdds: 0.395 },
];

function draw(rows: readonly PanelProbeRow[]) {
  const element = drawOddsBars(rows, { document: createDocument() });
  const bars = [...element.querySelectorAll<HTMLElement>(".odds-bar")].map((bar) =>
    Number(bar.style.getPropertyValue("--share")),
  );
  return {
    /** Length of each bar, 0..1, towards the second word and towards the first. */
    bars: rows.map((_, i) => [bars[2 * i], bars[2 * i + 1]]),
    rows: [...element.querySelectorAll("tbody tr")].map(({ textContent }) => textContent),
    head: [...element.querySelectorAll("thead th")].map(({ textContent }) => textContent),
  };
}

describe("drawOddsBars", () => {
  it("draws a bar a row, relative to the longest, on the side of the word that it goes to", () => {
    assert.deepEqual(draw(ROWS).bars, [
      [1, 0],
      [0, 0.5],
    ]);
  });

  it("says in words and numbers what the bars show", () => {
    const { head, rows } = draw(ROWS);
    assert.deepEqual(head, ["In the slots", "◂ she", "he ▸", "Moved by", "Filled", "Prior"]);
    assert.deepEqual(rows, ["nurse−0.79 towards she+0.17+0.96", "engineer+0.40 towards he+1.35+0.96"]);
  });

  it("names the words where there are several pairs", () => {
    const { head, rows } = draw([ROWS[0]!, { ...ROWS[0]!, words: ["he", "they"] }]);
    assert.deepEqual(head.slice(0, 4), ["In the slots", "Words", "◂ second", "first ▸"]);
    assert.match(rows[1] ?? "", /^nursehe \/ they/);
  });

  it("draws empty bars where nothing moves", () => {
    assert.deepEqual(draw([{ ...ROWS[0]!, logOdds: 0 }]).bars, [[0, 0]]);
  });

  for (const value of [NaN, Infinity]) {
    it(`refuses ${value}`, () => {
      assert.throws(() => draw([{ ...ROWS[0]!, prior: value }]), { code: "bad-number" });
    });
  }
});
