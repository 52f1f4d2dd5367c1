import assert from "node:assert/strict";
import { formatPoints } from "../../../src/wording/numbers/formatPoints";

describe("formatPoints", () => {
  for (const { difference, text } of [
    { difference: 0.4128, text: "+41.3" },
    { difference: -0.002, text: "−0.2" },
    { difference: 0.0004, text: "0.0" },
    { difference: -0.0004, text: "0.0" },
    { difference: 1, text: "+100.0" },
  ]) {
    it(`writes ${difference} as ${text}`, () => assert.equal(formatPoints(difference), text));
  }
});
