import assert from "node:assert/strict";
import { EngineError } from "../../../src/engine/protocol/engineError";
import { LabelLack } from "../../../src/lint/open/labelLack";
import type { RuleFor } from "../../../src/lint/rule";
import { listLabelRules } from "../../../src/lint/rules/label/labelRules";
import { IDS, setUp, TONE } from "./fakeDocument";

/** A rule that underlines the word "bad" and offers another one. */
const WORD_RULE: RuleFor<"tone"> = {
  id: "words/bad",
  name: "BadWord",
  description: "The word “bad”",
  page: "words.md",
  thresholds: { few: 0.9, some: 0.5, all: 0.1 },
  needs: { request: "tone", model: "text" },
  listFindings({ text, span: { start } }, { scores }, { threshold }) {
    const at = text.indexOf("bad");
    if (at < 0 || scores.negative < threshold) return [];
    const span = { start: start + at, end: start + at + "bad".length };
    const fixes = [{ kind: "replace", span, text: "good" }] as const;
    return [{ rule: "words/bad", span, score: scores.negative, message: "Not good.", scores: {}, fixes }];
  },
};

const BAD = "This is very bad.";
const TEXT = `All is well here. ${BAD} The rest is fine.`;

describe("LintedDocument", () => {
  it("finds negative sentences and says how many there are", async () => {
    const { tone, published } = setUp({ text: TEXT });
    assert.deepEqual(await tone.check(), { sentences: 3, marks: [TONE.id] });
    assert.deepEqual(published.at(-1), [BAD]);
  });

  it("sends each sentence once, and after an edit only the changed one", async () => {
    const { tone, edit, asked } = setUp({ text: TEXT });
    await tone.check();
    edit(0, 3, "Everything");
    await tone.check();
    await tone.check();
    assert.deepEqual(asked, [["All is well here.", BAD, "The rest is fine."], ["Everything is well here."]]);
  });

  it("moves findings at once with an edit before them", async () => {
    const { tone, edit, published } = setUp({ text: TEXT });
    await tone.check();
    edit(0, 0, "# Title\n\n");
    assert.deepEqual(published.at(-1), [BAD]);
  });

  it("drops a finding at once when its sentence is edited", async () => {
    const { tone, edit, published } = setUp({ text: TEXT });
    await tone.check();
    edit(TEXT.indexOf("very"), 4, "not");
    assert.deepEqual(published.at(-1), []);
  });

  it("does not show an answer about an older version", async () => {
    const setup: ReturnType<typeof setUp> = setUp({ text: TEXT, onRequest: () => setup.edit(0, 3, "Everything") });
    assert.equal(await setup.tone.check(), undefined);
    assert.deepEqual(
      setup.published.filter((findings) => findings.length > 0),
      [],
    );
  });

  it("keeps the answers of an outdated check", async () => {
    let isFirst = true;
    const setup: ReturnType<typeof setUp> = setUp({
      text: TEXT,
      onRequest: () => {
        if (isFirst) setup.edit(0, 3, "Everything");
        isFirst = false;
      },
    });
    await setup.tone.check();
    await setup.tone.check();
    assert.deepEqual(setup.asked[1], ["Everything is well here."]);
    assert.deepEqual(setup.published.at(-1), [BAD]);
  });

  it("asks first about what is on screen", async () => {
    const start = TEXT.indexOf("The rest");
    const { tone, asked } = setUp({ text: TEXT, visible: [{ start, end: TEXT.length }] });
    await tone.check();
    assert.equal(asked[0]?.[0], "The rest is fine.");
  });

  it("goes on in halves after the engine has ended, and leaves out the sentence that ends it", async () => {
    const { tone, asked, published, failures } = setUp({
      text: `Poison is here. ${TEXT}`,
      onRequest: (sentences) => {
        if (sentences.includes("Poison is here.")) throw new EngineError("stopped", "engine ended");
      },
    });
    assert.deepEqual(await tone.check(), { sentences: 4, marks: [TONE.id] });
    assert.deepEqual(published.at(-1), [BAD]);
    assert.deepEqual(
      asked.map(({ length }) => length),
      [4, 2, 1, 1, 2],
    );
    await tone.check();
    assert.equal(asked.length, 5, "the poison is not sent again");
    assert.deepEqual(failures, []);
  });

  it("neither asks about nor counts a sentence that a cloze-disable comment covers", async () => {
    const { tone, asked, published } = setUp({ text: `${TEXT} A bad day.`, muted: "very" });
    assert.deepEqual(await tone.check(), { sentences: 3, marks: [TONE.id] });
    assert.deepEqual(asked, [["All is well here.", "The rest is fine.", "A bad day."]]);
    assert.deepEqual(published.at(-1), ["A bad day."]);
  });

  it("takes the mark off an accepted sentence, wherever it occurs, and leaves it off", async () => {
    const { tone, edit, accepted, published } = setUp({ text: `${TEXT} ${BAD} A bad day.` });
    assert.deepEqual(await tone.check(), { sentences: 5, marks: [TONE.id, TONE.id, TONE.id] });
    accepted.add(BAD);
    tone.refreshMarks();
    assert.deepEqual(published.at(-1), ["A bad day."]);
    edit(0, 0, `${BAD} `);
    assert.deepEqual(await tone.check(), { sentences: 6, marks: [TONE.id] });
    assert.deepEqual(published.at(-1), ["A bad day."]);
    edit(0, BAD.length, "This is also bad.");
    await tone.check();
    assert.deepEqual([...(published.at(-1) ?? [])].sort(), ["A bad day.", "This is also bad."]);
    accepted.clear();
    assert.deepEqual(await tone.check(), { sentences: 6, marks: [TONE.id, TONE.id, TONE.id, TONE.id] });
  });

  it("gives up when the engine keeps ending, and reports it once", async () => {
    const { tone, asked, failures } = setUp({
      text: TEXT,
      onRequest: () => {
        throw new EngineError("stopped", "engine ended");
      },
    });
    assert.equal(await tone.check(), undefined);
    assert.equal(failures.length, 1);
    assert.equal(asked.length, 5);
  });

  it("settles without a report when the document is closed meanwhile, and takes its findings away", async () => {
    const setup: ReturnType<typeof setUp> = setUp({ text: TEXT, onRequest: () => setup.tone.dispose() });
    assert.equal(await setup.tone.check(), undefined);
    assert.deepEqual(setup.failures, []);
    assert.deepEqual(setup.published.at(-1), []);
  });

  it("runs the rules of labels that the model has, and tells of the others once a check", async () => {
    const rules = listLabelRules([], ["label/zzz", "label/negative"]);
    const { tone, failures } = setUp({ text: TEXT, rules });
    assert.deepEqual(await tone.check(), { sentences: 3, marks: [TONE.id, "label/negative"] });
    assert.equal(failures.length, 1);
    assert.ok(failures[0] instanceof LabelLack);
    assert.deepEqual(failures[0].rules, [rules[0]]);
  });

  it("runs every rule of the list, and moves findings and their fixes with edits before the sentence", async () => {
    const { tone, state, edit, published } = setUp({ text: TEXT, rules: [WORD_RULE] });
    assert.deepEqual(await tone.check(), { sentences: 3, marks: [TONE.id, WORD_RULE.id] });
    assert.deepEqual(published.at(-1), [BAD, "bad"]);
    edit(0, 0, "# Title\n\n");
    assert.deepEqual(published.at(-1), [BAD, "bad"]);
    const [fix] = tone.findings[1]?.fixes ?? [];
    assert.equal(state.text.slice(fix?.span.start, fix?.span.end), "bad");
    edit(state.text.indexOf("very"), 4, "so");
    assert.deepEqual(published.at(-1), [], "the word was marked in another sentence");
  });

  it("hides a sentence from the rules that a comment names, and from no others", async () => {
    const setup = setUp({ text: TEXT, rules: [WORD_RULE], muted: "very" });
    assert.deepEqual(await setup.tone.check(), { sentences: 3, marks: [WORD_RULE.id] });
    assert.deepEqual(setup.published.at(-1), ["bad"]);
  });

  it("runs the rules that are on, and asks nothing for others", async () => {
    const { tone, asked, off, published } = setUp({ text: TEXT, rules: [WORD_RULE] });
    for (const id of IDS) off.add(id);
    assert.deepEqual(await tone.check(), { sentences: 3, marks: [WORD_RULE.id] });
    assert.deepEqual([published.at(-1), asked.length], [["bad"], 1]);
    off.add(WORD_RULE.id);
    assert.deepEqual(await tone.check(), { sentences: 0, marks: [] });
    assert.deepEqual([published.at(-1), asked.length], [[], 1]);
  });

  it("gives findings the threshold and the severity of their rule", async () => {
    const { tone } = setUp({ text: TEXT });
    await tone.check();
    assert.deepEqual(
      tone.findings.map(({ threshold, severity }) => [threshold, severity]),
      [[0.8, "information"]],
    );
  });

  it("checks a part, keeps the marks elsewhere, and forgets no answer about the rest", async () => {
    const text = `${BAD} It is fine. That was so very bad.`;
    const { tone, asked, published, edit } = setUp({ text });
    const at = (part: string) => [{ start: text.indexOf(part) + 1, end: text.indexOf(part) + 2 }];
    assert.deepEqual(await tone.check(at("That was so very bad.")), { sentences: 1, marks: [TONE.id] });
    assert.deepEqual(published.at(-1), ["That was so very bad."]);
    assert.deepEqual(await tone.check(at("It is")), { sentences: 1, marks: [] });
    assert.deepEqual(published.at(-1), ["That was so very bad."]);
    assert.deepEqual(await tone.check(), { sentences: 3, marks: [TONE.id, TONE.id] });
    assert.deepEqual(asked, [["That was so very bad."], ["It is fine."], [BAD]]);
    edit(0, 0, "Well. ");
    assert.deepEqual(await tone.check([{ start: 0, end: 3 }]), { sentences: 1, marks: [] });
    assert.deepEqual([...(published.at(-1) ?? [])].sort(), ["That was so very bad.", BAD]);
  });

  it("goes on until the text as it is then has been checked", async () => {
    let edits = 2;
    const setup: ReturnType<typeof setUp> = setUp({
      text: TEXT,
      onRequest: () => {
        if (edits-- > 0) setup.edit(0, 0, "Well. ");
      },
    });
    assert.deepEqual(await setup.tone.checkThrough(), { sentences: 5, marks: [TONE.id] });
    assert.deepEqual(setup.published.at(-1), [BAD]);
  });

  it("gives up where the check fails, without an edit", async () => {
    const { tone, failures } = setUp({
      text: TEXT,
      onRequest: () => {
        throw new EngineError("unavailable", "no engine");
      },
    });
    assert.equal(await tone.checkThrough(), undefined);
    assert.equal(failures.length, 1);
  });

  it("shows again what was taken away, without asking", async () => {
    const { tone, accepted, asked, published } = setUp({ text: TEXT });
    await tone.check();
    accepted.add(BAD);
    tone.refreshMarks();
    assert.deepEqual(published.at(-1), []);
    accepted.clear();
    tone.refreshMarks();
    assert.deepEqual([published.at(-1), asked.length], [[BAD], 1]);
  });

  it("names unknown rules of comments, and moves them with edits", async () => {
    const { tone, edit, unknown } = setUp({ text: "All is well here. So odd." });
    await tone.check();
    assert.deepEqual(unknown.at(-1), ["odd: odd"]);
    edit(0, 3, "Everything");
    assert.deepEqual(unknown.at(-1), ["odd: odd"]);
    edit("Everything is well here. So o".length, 1, "l");
    assert.deepEqual(unknown.at(-1), []);
  });

  it("asks once about a sentence for all rules that rest on the same answers", async () => {
    const { tone, asked } = setUp({ text: TEXT, rules: [{ ...WORD_RULE, needs: TONE.needs }] });
    await tone.check();
    assert.equal(asked.length, 1);
  });
});
