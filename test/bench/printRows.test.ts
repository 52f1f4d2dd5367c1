import assert from "node:assert/strict";
import { AIMS, isMet } from "./aims";
import type { BenchModel } from "./benchModel";
import { MODEL_NAMES } from "./benchModel";
import { CONTENDERS } from "./contenders";
import { FILE_COUNTS } from "./measureLint";
import { printRows } from "./printRows";
import {
  reportEditor,
  reportEngine,
  reportLint,
  reportModel,
  reportPage,
  reportPanel,
  reportPeakShare,
  reportTokenizers,
} from "./report";
import { compare, type Row, state } from "./row";

const ROUNDS = [1, 2];

function of<K extends string>(...names: readonly K[]): Record<K, readonly number[]> {
  return Object.fromEntries(names.map((name) => [name, ROUNDS])) as unknown as Record<K, readonly number[]>;
}

/** Every row that a whole run gives, of figures that mean nothing. */
function listRows(): readonly Row[] {
  const agreement = { same: 1, shift: 0 };
  const models = MODEL_NAMES.flatMap((name) =>
    reportModel({ name } as BenchModel, {
      agreement: { fill: agreement, tone: agreement, int8: agreement },
      batches: {},
      fill: of(...CONTENDERS),
      tone: of("int8", "theirs q8"),
      start: of(...CONTENDERS),
      memory: of(...CONTENDERS),
      bare: of("task", "run"),
    }),
  );
  return [
    ...models,
    reportTokenizers(of("fp32", "theirs fp32")),
    reportPeakShare("base", "fp32", of("products", "model")),
    reportPeakShare("base", "int8", of("products", "model")),
    ...reportEngine({ fills: { idle: [ROUNDS], loaded: [ROUNDS] }, memory: of("engine", "owner") }),
    ...reportLint({ megabytes: 1, files: of(...FILE_COUNTS), again: ROUNDS, tone: ROUNDS }),
    ...reportPanel({ tokens: 512, heads: ROUNDS, mean: ROUNDS, vectors: ROUNDS, largest: 1 }),
    ...reportPage({ tokens: 512, texts: ROUNDS, heads: ROUNDS, links: ROUNDS, vectors: ROUNDS }),
    ...reportEditor({ marks: ROUNDS, checks: ROUNDS, stretches: ROUNDS }),
  ];
}

describe("the table of the bench", () => {
  it("has a row for every aim, and no two of one name", () => {
    const names = listRows().map(({ name }) => name);
    assert.deepEqual(
      Object.keys(AIMS).filter((name) => !names.includes(name)),
      [],
    );
    assert.equal(new Set(names).size, names.length);
  });

  for (const { aim, found, expected } of [
    { aim: "at least", found: 4, expected: true },
    { aim: "at least", found: 3.99, expected: false },
    { aim: "at most", found: 4, expected: true },
    { aim: "at most", found: 4.01, expected: false },
    { aim: "at most", found: NaN, expected: false },
  ] as const) {
    it(`an aim of ${aim} 4 is ${expected ? "met" : "not met"} by ${found}`, () => {
      assert.equal(isMet({ is: aim, value: 4 }, found), expected);
    });
  }

  it("judges the ratio, or the figure of a row that stands alone", () => {
    const lines: string[] = [];
    const rows = [
      compare("base: fill-mask, int8 : fp32", { ours: [10, 10], theirs: [2, 2.5], unit: "/s" }),
      state("editor: edit → marks, 95 %", [400], "ms"),
      state("editor: edit → marks, median", [300, 340], "ms"),
    ];
    printRows(rows, (line) => lines.push(line.replace(/ +/g, " ")));
    assert.deepEqual(lines, [
      " Cloze other ratio spread aim",
      "base: fill-mask, int8 : fp32 10.0 2.25 /s 4.50 ± 11 % ≥ 4 met",
      "editor: edit → marks, 95 % 400 ms ≤ 150 NOT MET",
      "editor: edit → marks, median 320 ms ± 6 %",
    ]);
  });
});
