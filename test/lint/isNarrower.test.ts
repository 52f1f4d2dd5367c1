import assert from "node:assert/strict";
import { isNarrower } from "../../src/lint/isNarrower";
import { listRuleRuns } from "../../src/lint/ruleRun";
import { RULES } from "../../src/lint/rules";
import type { RuleSettings } from "../../src/lint/ruleSetting";

const runsOf = (settings: RuleSettings) => listRuleRuns(RULES, [settings]);

describe("isNarrower", () => {
  const cases: readonly { name: string; before: RuleSettings; now: RuleSettings; expected: boolean }[] = [
    { name: "the same settings", before: {}, now: {}, expected: true },
    { name: "a rule that was turned off", before: {}, now: { "words/slip": { level: "off" } }, expected: true },
    { name: "a rule that was turned on", before: { "words/slip": { level: "off" } }, now: {}, expected: false },
    { name: "a pair more", before: {}, now: { "words/slip": { never: ["form from"] } }, expected: true },
    { name: "a pair less", before: { "words/slip": { never: ["form from"] } }, now: {}, expected: false },
    { name: "another level", before: {}, now: { "tone/negative": { level: "few" } }, expected: false },
    { name: "another severity", before: {}, now: { "tone/negative": { severity: "error" } }, expected: false },
    { name: "other languages too", before: {}, now: { "tone/negative": { onlyEnglish: false } }, expected: false },
  ];
  for (const { name, before, now, expected } of cases) {
    it(`is ${expected} for ${name}`, () => assert.equal(isNarrower(runsOf(now), runsOf(before)), expected));
  }
});
