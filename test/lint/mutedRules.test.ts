import assert from "node:assert/strict";
import { isMutedRule } from "../../src/lint/mutedRules";
import { readMuting } from "../../src/lint/readMuting";
import { listSentences } from "../../src/text/sentences/listSentences";

const [OFF, ON] = ["cloze-disable", "cloze-enable"];

/** For each of three sentences, whether the rule may mark it: "+-+". @param first, second - Comments between them. */
function show(rule: string, first: string, second: string): string {
  const text = `One is here.\n\n<!-- ${first} -->\n\nTwo is here.\n\n<!-- ${second} -->\n\nThree is here.\n`;
  const sentences = listSentences(text, "markdown");
  return readMuting(text, "markdown", sentences)
    .muted.map((muted) => (isMutedRule(muted, rule) ? "-" : "+"))
    .join("");
}

describe("rules that come from files, in comments", () => {
  for (const { first, second, own, other, tone } of [
    { first: OFF, second: ON, own: "+-+", other: "+-+", tone: "+-+" },
    { first: `${OFF} own/harsh`, second: ON, own: "+-+", other: "+++", tone: "+++" },
    { first: `${OFF} own/harsh`, second: `${ON} own/harsh`, own: "+-+", other: "+++", tone: "+++" },
    { first: OFF, second: `${ON} own/harsh`, own: "+-+", other: "+--", tone: "+--" },
    { first: OFF, second: `${ON} tone/negative`, own: "+--", other: "+--", tone: "+-+" },
    { first: `${OFF} own/harsh`, second: OFF, own: "+--", other: "++-", tone: "++-" },
    { first: `${OFF}-next-line own/harsh`, second: "", own: "+-+", other: "+++", tone: "+++" },
    { first: `${OFF}-next-line`, second: "", own: "+-+", other: "+-+", tone: "+-+" },
    { first: `${OFF} own/`, second: "", own: "+++", other: "+++", tone: "+++" },
  ]) {
    it(`${first}, then ${second || "nothing"}`, () => {
      const rules = ["own/harsh", "own/other", "tone/negative"];
      assert.deepEqual(
        rules.map((rule) => show(rule, first, second)),
        [own, other, tone],
      );
    });
  }

  it("a line turns off again what a comment has turned on", () => {
    const text = `<!-- ${OFF} -->\n\n<!-- ${ON} own/harsh -->\n\n<!-- ${OFF}-next-line -->\n\nOne is here.\n\nTwo is here.\n`;
    const { muted } = readMuting(text, "markdown", listSentences(text, "markdown"));
    assert.deepEqual(
      muted.map((each) => isMutedRule(each, "own/harsh")),
      [true, false],
    );
  });

  it("a name that can be no rule's is named; whether there is a rule of a file, the reader cannot know", () => {
    const text = `<!-- ${OFF} own/Odd own/harsh -->\n\nOne is here.\n`;
    const { unknownRules } = readMuting(text, "markdown", listSentences(text, "markdown"));
    assert.deepEqual(
      unknownRules.map(({ id }) => id),
      ["own/Odd", "own/harsh"],
    );
  });
});
