import assert from "node:assert/strict";
import { groupRules } from "../../../../src/lint/groupRules";
import type { Rule } from "../../../../src/lint/rule";
import { listRuleRuns } from "../../../../src/lint/ruleRun";
import { RULES } from "../../../../src/lint/rules";
import { buildOwnRule } from "../../../../src/lint/rules/own/buildOwnRule";
import type { Sentence } from "../../../../src/text/spans/sentence";
import { TONE_FILE, UNMARKED } from "../../../ownTone/toneFile";

const build = (name: string, mark = TONE_FILE.mark): Rule => {
  const rule = buildOwnRule({ ...TONE_FILE, name, ...(mark && { mark }) });
  assert.ok(rule);
  return rule;
};
const sentence = (text: string, kind?: Sentence["kind"]): Sentence => ({
  text,
  runs: [{ textStart: 0, start: 5, length: text.length }],
  span: { start: 5, end: 5 + text.length },
  ...(kind && { kind }),
});
const answer = (harsh: number) =>
  ({ label: "harsh", scores: { fine: 1 - harsh, harsh }, precision: "fp32" }) as unknown as Parameters<
    Rule["listFindings"]
  >[1];

describe("buildOwnRule", () => {
  const rule = build("too-harsh");

  it("marks what reaches the threshold, in the words of the file", () => {
    const [finding, ...others] = rule.listFindings(sentence("This is a dreadful mess."), answer(0.7), {
      threshold: 0.6,
    });
    assert.deepEqual(others, []);
    assert.deepEqual(finding, {
      rule: "own/too-harsh",
      span: { start: 5, end: 29 },
      score: 0.7,
      message: "Sounds harsh: “This is a dreadful mess.”",
      scores: { fine: 1 - 0.7, harsh: 0.7 },
      fixes: [],
    });
  });

  for (const { what, text, kind, harsh } of [
    { what: "what is below the threshold", text: "This is a dreadful mess.", kind: undefined, harsh: 0.59 },
    { what: "a label of two words", text: "Dreadful mess", kind: undefined, harsh: 0.9 },
    { what: "a link", text: "This is a dreadful mess.", kind: "link" as const, harsh: 0.9 },
  ]) {
    it(`does not mark ${what}`, () => {
      assert.deepEqual(rule.listFindings(sentence(text, kind), answer(harsh), { threshold: 0.6 }), []);
    });
  }

  it("has the severity of its file, until settings say otherwise, and thresholds about its own", () => {
    const [own] = listRuleRuns([rule], []);
    assert.deepEqual([own?.severity, own?.threshold], ["warning", 0.6]);
    const [set] = listRuleRuns([rule], [{ "own/too-harsh": { severity: "hint", level: "few" } }]);
    assert.deepEqual([set?.severity, set?.threshold], ["hint", 0.8]);
    assert.deepEqual(rule.thresholds, { few: 0.8, some: 0.6, all: 0.3 });
    assert.deepEqual(listRuleRuns([rule], [{ "own/too-harsh": { level: "off" } }]), []);
  });

  it("is no rule without a label to mark", () => {
    assert.equal(buildOwnRule(UNMARKED), undefined);
  });

  it("is asked about by itself, and gives the engine no text", () => {
    const groups = groupRules([...RULES, rule, build("other")]);
    assert.deepEqual(
      groups.map(({ rules }) => rules.length),
      [RULES.length - 1, 1, 1, 1],
    );
    const withText = buildOwnRule({ ...TONE_FILE, examples: [{ label: "harsh", text: "Secret." }] });
    assert.equal(JSON.stringify(withText?.needs).includes("Secret"), false);
  });
});
