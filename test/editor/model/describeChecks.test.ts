import assert from "node:assert/strict";
import { describeWhen, listRuleLines } from "../../../src/editor/model/describeChecks";
import type { CheckState, ModelInfo, Services } from "../../../src/editor/services";

const RULES = [
  { id: "tone/negative", level: "some", isOfProject: false },
  { id: "words/slip", level: "off", isOfProject: true },
  { id: "words/double", level: "off", isOfProject: false },
] as const;

const state = (more: Partial<CheckState>): CheckState => ({
  unchecked: undefined,
  run: "onType",
  maxMarks: 1000,
  rules: RULES,
  ...more,
});

function modelsWith(has: Partial<ModelInfo["has"]>, lacks?: ModelInfo["lacks"]): Pick<Services["models"], "info"> {
  const info = { name: "m", has: { mlm: true, nsp: true, classifier: true, ...has }, lacks };
  return { info: () => info as unknown as ModelInfo };
}

describe("what the status says of checks", () => {
  for (const { of, hasDocument = true, says } of [
    { of: {}, says: "Checked as you type" },
    { of: { run: "onSave" }, says: "Checked when opened or saved" },
    { of: { run: "manual", unchecked: "manual" }, says: "Checked when you ask" },
    { of: { run: "onSave" }, hasDocument: false, says: "Documents are checked when opened or saved" },
    { of: { unchecked: "language" }, says: "Checked when you ask: its language is not among those to check" },
    { of: { unchecked: "off-project" }, says: "Checks are off by the file .cloze.json" },
  ] satisfies readonly { of: Partial<CheckState>; hasDocument?: boolean; says: string }[]) {
    it(says, () => assert.equal(describeWhen(state(of), hasDocument), says));
  }

  it("names each rule with its level, or with why it does not run", () => {
    assert.deepEqual(listRuleLines(state({}), modelsWith({})), [
      { id: "tone/negative", says: "some marks", runs: true },
      { id: "words/slip", says: "off in .cloze.json", runs: false },
      { id: "words/double", says: "off in the settings", runs: false },
    ]);
  });

  it("says that no rule runs where the check is off", () => {
    const lines = listRuleLines(state({ unchecked: "off-file" }), modelsWith({}));
    assert.deepEqual(
      lines.map(({ runs }) => runs),
      [false, false, false],
    );
  });

  it("says what the model lacks", () => {
    const [line] = listRuleLines(state({}), modelsWith({ classifier: false }, { classifier: "it has no labels." }));
    assert.deepEqual(line, { id: "tone/negative", says: "does not run: it has no labels", runs: false });
    const [other] = listRuleLines(state({}), modelsWith({ classifier: false }));
    assert.equal(other?.says, "does not run: m cannot answer it");
  });
});
