import assert from "node:assert/strict";
import { judgeAgreement } from "../../../src/engine/agreement/judgeAgreement";

const FULL = { places: 60, firstChoices: 1, judged: 60, labels: 1, difference: 0 };

describe("judgeAgreement", () => {
  for (const { name, given, agrees, reason } of [
    {
      name: "all the same",
      given: FULL,
      agrees: true,
      reason: "60 of 60 first choices and 60 of 60 labels are the same in int8",
    },
    {
      name: "just enough",
      given: { ...FULL, firstChoices: 0.9, labels: 0.95 },
      agrees: true,
      reason: "54 of 60 first choices and 57 of 60 labels are the same in int8",
    },
    {
      name: "too few first choices",
      given: { ...FULL, firstChoices: 53 / 60 },
      agrees: false,
      reason: "only 53 of 60 first choices and 60 of 60 labels are the same in int8, expected 90 % and 95 %",
    },
    {
      name: "too few labels, of a model that fills nothing",
      given: { ...FULL, places: 0, labels: 56 / 60 },
      agrees: false,
      reason: "only 56 of 60 labels are the same in int8, expected 90 % and 95 %",
    },
  ]) {
    it(name, () => assert.deepEqual(judgeAgreement(given), { agrees, reason }));
  }
});
