import assert from "node:assert/strict";
import { listRuleRuns } from "../../src/lint/ruleRun";
import { RULES } from "../../src/lint/rules";
import { selectRuleSetting } from "../../src/lint/ruleSetting";

const RULE = "tone/negative";

describe("selectRuleSetting", () => {
  for (const { name, sources, expected } of [
    { name: "the default where nothing is said", sources: [], expected: ["some", "information"] },
    {
      name: "the first source that says something, field by field",
      sources: [{ [RULE]: { level: "few" } }, { [RULE]: { level: "all", severity: "error" } }],
      expected: ["few", "error"],
    },
    { name: "nothing of another rule", sources: [{ "tone/odd": { level: "off" } }], expected: ["some", "information"] },
  ] as const) {
    it(`gives ${name}`, () => {
      const { level, severity } = selectRuleSetting(RULE, sources);
      assert.deepEqual([level, severity], expected);
    });
  }
});

describe("listRuleRuns", () => {
  it("leaves out rules that are off, and gives others the threshold of their level", () => {
    const others = RULES.map(({ id }) => id).filter((id) => id !== RULE);
    assert.deepEqual(
      listRuleRuns(RULES, [{ [RULE]: { level: "off" } }]).map(({ rule }) => rule.id),
      others,
    );
    for (const [level, threshold] of [
      ["few", 0.88],
      ["some", 0.55],
      ["all", 0.4],
    ] as const) {
      const [run] = listRuleRuns(RULES, [{ [RULE]: { level } }]);
      assert.deepEqual([run?.rule.id, run?.threshold, run?.severity], [RULE, threshold, "information"]);
    }
  });

  it("never marks the pairs of any source, however they are written", () => {
    const sources = [
      { "words/slip": { never: ["form from"] } },
      { "words/slip": { never: ["Its  it's", "form from"] } },
    ];
    const never = listRuleRuns(RULES, sources).map((run) => [run.rule.id, [...run.never]] as const);
    assert.deepEqual(
      never.filter(([, pairs]) => pairs.length > 0),
      [["words/slip", ["form from", "its it's"]]],
    );
  });

  it("asks for more at each level, in every rule", () => {
    for (const { thresholds } of RULES) assert.ok(thresholds.few > thresholds.some && thresholds.some > thresholds.all);
  });
});
