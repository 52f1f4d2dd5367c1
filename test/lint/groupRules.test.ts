import assert from "node:assert/strict";
import { groupRules } from "../../src/lint/groupRules";
import { RULES } from "../../src/lint/rules";

describe("groupRules", () => {
  it("asks once for all rules that rest on the same answers, for slips first", () => {
    const groups = groupRules(RULES).map(({ needs, rules }) => [needs.request, rules.map(({ id }) => id)]);
    assert.deepEqual(groups, [
      ["slips", ["words/slip", "words/article", "words/double", "words/missing", "words/extra"]],
      ["tone", ["tone/negative"]],
    ]);
  });
});
