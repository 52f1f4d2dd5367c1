import assert from "node:assert/strict";
import { checkSenses } from "../../../src/webview/answers/checkSenses";
import type { PanelSenses, PanelUse } from "../../../src/webview/messages/otherPages";

const USE: PanelUse = { text: "a bank", start: 2, end: 6, place: "a.md", group: 0, point: [0, 1] };
const SENSES: PanelSenses = {
  word: "bank",
  summary: "",
  model: "toy",
  precision: "fp32",
  uses: [USE],
  share: 1,
  alike: [1, 0.5],
};

const CASES: readonly { readonly name: string; readonly change: Partial<PanelSenses>; readonly message?: RegExp }[] = [
  { name: "takes what can be drawn", change: {} },
  { name: "refuses a place that is none", change: { uses: [{ ...USE, point: [0, NaN] }] }, message: /coordinate NaN/ },
  { name: "refuses a share over 1", change: { share: 1.5 }, message: /share 1.5, expected 0 to 1/ },
  { name: "refuses a cosine under -1", change: { alike: [-2] }, message: /cosine -2, expected -1 to 1/ },
  { name: "refuses a word beyond its sentence", change: { uses: [{ ...USE, end: 7 }] }, message: /word at 2 to 7/ },
  { name: "refuses half a group", change: { uses: [{ ...USE, group: 0.5 }] }, message: /group 0.5/ },
];

describe("checkSenses", () => {
  for (const { name, change, message } of CASES) {
    it(name, () => {
      const check = () => checkSenses({ ...SENSES, ...change });
      if (message) assert.throws(check, { code: "bad-senses", message });
      else assert.deepEqual(check(), SENSES);
    });
  }
});
