import assert from "node:assert/strict";
import { findRulePage } from "../../../../src/lint/findRulePage";
import { groupRules } from "../../../../src/lint/groupRules";
import { findLabelLack } from "../../../../src/lint/open/labelLack";
import { listRuleRuns } from "../../../../src/lint/ruleRun";
import { LABEL_PAGE, listLabelRules } from "../../../../src/lint/rules/label/labelRules";
import type { Sentence } from "../../../../src/text/spans/sentence";

const TEXT = "You people never listen to anybody.";
const sentence = (kind?: Sentence["kind"]): Sentence => ({
  text: TEXT,
  runs: [{ textStart: 0, start: 0, length: TEXT.length }],
  span: { start: 0, end: TEXT.length },
  ...(kind && { kind }),
});
const SCORES = { Toxic: 0.75, severe_toxic: 0.25 };

describe("rules of labels", () => {
  it("are those that settings or a command name, whatever else is set, and the same objects each time", () => {
    const sources = [{ "label/toxic": { level: "few" as const }, "tone/negative": {} }, { "label/severe-toxic": {} }];
    const rules = listLabelRules(sources, ["label/toxic", "words/slip"]);
    assert.deepEqual(
      rules.map(({ id, name }) => [id, name]),
      [
        ["label/toxic", "LabelToxic"],
        ["label/severe-toxic", "LabelSevereToxic"],
      ],
    );
    assert.equal(listLabelRules(sources, ["label/toxic"]), rules);
    assert.equal(groupRules(rules).length, 1, "one reading answers all");
    assert.deepEqual(rules[0]?.needs, { request: "labels", model: "tone" });
    assert.deepEqual(
      listRuleRuns(rules, sources).map(({ threshold }) => threshold),
      [0.9, 0.7],
    );
    assert.equal(findRulePage("label/toxic"), LABEL_PAGE);
  });

  it("say which of them the model cannot answer, and with which labels", () => {
    const rules = listLabelRules([], ["label/zzz", "label/severe-toxic", "label/rude"]);
    const lack = findLabelLack(rules, [undefined, { scores: SCORES, precision: "fp32" }]);
    assert.deepEqual(lack?.rules, [rules[0], rules[2]]);
    assert.equal(
      lack.message,
      'the model for tone has no label "zzz" and no "rude", expected one of toxic, severe-toxic',
    );
    assert.equal(findLabelLack(rules.slice(1, 2), [{ scores: SCORES, precision: "fp32" }]), undefined);
  });

  for (const { name, id, threshold, kind, marked } of [
    { name: "a label over the threshold", id: "label/toxic", threshold: 0.7, marked: ["Labelled “Toxic”: " + TEXT] },
    { name: "not one under it", id: "label/toxic", threshold: 0.9, marked: [] },
    {
      name: "a second label of the same sentence",
      id: "label/severe-toxic",
      threshold: 0.2,
      marked: ["Labelled “severe_toxic”: " + TEXT],
    },
    { name: "no heading", id: "label/toxic", threshold: 0.7, kind: "heading" as const, marked: [] },
  ]) {
    it(`mark ${name}, and give all scores`, () => {
      const [rule] = listLabelRules([], [id]);
      const found = rule!.listFindings(sentence(kind), { scores: SCORES, precision: "fp32" }, { threshold });
      assert.deepEqual(
        found.map(({ message }) => message.replace(/[“”](?=You)|(?<=\.)[“”]/gu, "")),
        marked,
      );
      assert.ok(found.every(({ scores }) => scores === SCORES));
    });
  }
});
