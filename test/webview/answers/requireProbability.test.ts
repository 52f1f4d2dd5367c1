import assert from "node:assert/strict";
import { requireProbability } from "../../../src/webview/answers/requireProbability";

describe("requireProbability", () => {
  for (const value of [NaN, -0.1, 1.1, Infinity]) {
    it(`refuses ${value}`, () => assert.throws(() => requireProbability(value), { code: "bad-number" }));
  }

  for (const value of [0, 0.5, 1, 1 + 1e-7]) {
    it(`takes ${value}`, () => requireProbability(value));
  }
});
