import assert from "node:assert/strict";
import { drawFillBars } from "../../../src/webview/marks/fillBars";
import { createDocument } from "../fixture";

describe("drawFillBars", () => {
  for (const { name, data } of [
    { name: "a probability that is not a number", data: { fills: [{ text: "a", probability: NaN }] } },
    { name: "a rank of 0", data: { fills: [], rank: 0 } },
  ]) {
    it(`refuses ${name}`, () => {
      assert.throws(() => drawFillBars(data, { document: createDocument() }), { code: "bad-number" });
    });
  }
});
