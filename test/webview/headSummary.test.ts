import assert from "node:assert/strict";
import { readAttentionMap } from "../../src/webview/attentionMap";
import { measureShares } from "../../src/webview/headSummary";
import { makeMap, makeTokens, PAIR_TOKENS } from "./fixture";

describe("measureShares", () => {
  it("counts each weight once", () => {
    const sum = measureShares(makeMap(PAIR_TOKENS)).reduce((a, b) => a + b, 0);
    assert.ok(Math.abs(sum - 1) < 1e-6, `${sum}`);
  });

  it("tells special tokens, itself, neighbours, own and other segment apart", () => {
    // [CLS] a b [SEP] c [SEP]; all of a's attention goes to one token in turn.
    const tokens = makeTokens(["a", "b"], ["c"]);
    const shares = [0, 1, 2, 4].map((to) => {
      const rows = tokens.map((_, from) => tokens.map((_, i) => Number(i === (from === 1 ? to : 0))));
      return measureShares(readAttentionMap(tokens, rows)).map((share) => share.toFixed(3));
    });
    const others = (5 / 6).toFixed(3);
    assert.deepEqual(shares, [
      ["1.000", "0.000", "0.000", "0.000", "0.000", "0.000"],
      [others, "0.167", "0.000", "0.000", "0.000", "0.000"],
      [others, "0.000", "0.000", "0.167", "0.000", "0.000"],
      [others, "0.000", "0.000", "0.000", "0.000", "0.167"],
    ]);
  });
});
