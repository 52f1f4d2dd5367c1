import assert from "node:assert/strict";
import { EngineError } from "../../../src/engine/protocol/engineError";
import { WORD_RULES } from "../../../src/lint/rules/words/wordRules";
import { setUp, TONE } from "./fakeDocument";

const BAD = "This is very bad.";

describe("LintedDocument, with the rules about words", () => {
  const SLIP = "Set the value form the list.";

  it("asks about a sentence once for tone and once for all of them, and again only where it changed", async () => {
    const { tone, edit, asked, published } = setUp({ text: `${BAD} ${SLIP}`, rules: WORD_RULES });
    assert.deepEqual(await tone.check(), { sentences: 2, marks: ["words/slip", TONE.id] });
    assert.deepEqual([published.at(-1), asked.length], [["form", BAD], 2]);
    edit(`${BAD} Set `.length, "the".length, "this");
    assert.deepEqual(published.at(-1), [BAD], "the sentence of the word has changed");
    await tone.check();
    assert.deepEqual([...(published.at(-1) ?? [])].sort(), [BAD, "form"]);
    assert.deepEqual(asked.slice(2), [["Set this value form the list."], ["Set this value form the list."]]);
  });

  it("takes the mark off an accepted word and leaves the others", async () => {
    const { tone, accepted, published } = setUp({ text: `A bad form it is. ${SLIP}`, rules: WORD_RULES });
    await tone.check();
    accepted.add("form");
    tone.refreshMarks();
    assert.deepEqual(published.at(-1), ["A bad form it is."]);
  });

  it("knows what else the document says", async () => {
    const { tone, published } = setUp({ text: `${SLIP} It is a value form the team knows.`, rules: WORD_RULES });
    await tone.check();
    assert.deepEqual(published.at(-1), []);
  });

  it("runs what the model can answer, and then says what it cannot", async () => {
    const { tone, published, failures, asked } = setUp({
      text: `${BAD} ${SLIP}`,
      rules: WORD_RULES,
      onRequest: (_, kind) => {
        if (kind === "tone") throw new EngineError("no-readout", "no classifier");
      },
    });
    assert.equal(await tone.check(), undefined);
    assert.deepEqual([published.at(-1), failures.length, asked.length], [["form"], 1, 2]);
  });
});
