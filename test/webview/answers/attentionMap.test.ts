import assert from "node:assert/strict";
import { readAttentionMap, readWeights } from "../../../src/webview/answers/attentionMap";
import { PageError } from "../../../src/webview/pageError";
import { joinRows, makeTokens } from "../fixture";

const TWO = makeTokens([]); // [CLS] [SEP]

describe("readAttentionMap", () => {
  for (const { name, rows, message } of [
    { name: "too few rows", rows: [[1, 0]], message: /2 weights, expected 2 × 2/ },
    { name: "a short row", rows: [[1, 0], [1]], message: /3 weights, expected 2 × 2/ },
    {
      name: "NaN",
      rows: [
        [1, NaN],
        [0, 1],
      ],
      message: /row 0, column 1: NaN, expected 0 to 1/,
    },
    {
      name: "a weight under 0",
      rows: [
        [1, 0],
        [-0.1, 1.1],
      ],
      message: /row 1, column 0: -0.1/,
    },
    {
      name: "a weight over 1",
      rows: [
        [1, 0],
        [0, 1.1],
      ],
      message: /row 1, column 1: 1.1/,
    },
    {
      name: "Infinity",
      rows: [
        [Infinity, 0],
        [0, 1],
      ],
      message: /row 0, column 0: Infinity/,
    },
  ]) {
    it(`refuses ${name} and says where`, () => {
      assert.throws(
        () => readAttentionMap(TWO, joinRows(rows)),
        (error) => error instanceof PageError && error.code === "bad-attention" && message.test(error.message),
      );
    });
  }

  it("reads slightly more than 1, which float32 rounding makes, as 1", () => {
    assert.deepEqual(
      [
        ...readAttentionMap(
          TWO,
          joinRows([
            [1.0000001, 0],
            [0, 1],
          ]),
        ).weights,
      ],
      [1, 0, 0, 1],
    );
  });
});

describe("readWeights", () => {
  const map = readAttentionMap(
    TWO,
    joinRows([
      [0.25, 0.75],
      [0.5, 0.5],
    ]),
  );
  it("returns what a token looks at: its row", () => {
    assert.deepEqual([...readWeights(map, { position: 0, direction: "from" })], [0.25, 0.75]);
  });
  it("returns what looks at a token: its column", () => {
    assert.deepEqual([...readWeights(map, { position: 0, direction: "to" })], [0.25, 0.5]);
  });
});
