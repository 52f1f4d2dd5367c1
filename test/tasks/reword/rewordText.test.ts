import assert from "node:assert/strict";
import type { RewordParams } from "../../../src/tasks/reword/rewordRequest";
import { rewordText } from "../../../src/tasks/reword/rewordText";
import type { RewordTools } from "../../../src/tasks/reword/rewordTools";
import { createFakeModel, type FakeAnswers } from "../fakeModel";

const WORDS =
  "the page is weak questionable difficult terrible really slow and not 5 . , in order to open it we use utilize a perhaps".split(
    " ",
  );
const ANSWERS: FakeAnswers = {
  words: WORDS,
  mlm: (pieces) => Object.fromEntries(WORDS.map((word, i) => [word, pieces.length / 100 + i / 50])),
  nsp: (pieces) => [pieces.includes("terrible") ? 0 : 1, 0],
  hidden: (pieces) => pieces.flatMap((piece) => [1, piece.length / 100]),
};
/** "terrible" and "really" sound negative. */
const readTones = (texts: readonly string[]) =>
  Promise.resolve(texts.map((text) => (/terrible/i.test(text) ? 0.7 : 0.1) + (text.includes("really") ? 0.2 : 0)));

function ask(text: string, request: Partial<RewordParams> = {}, { isToneless = false, answers = ANSWERS } = {}) {
  const steps: number[] = [];
  const tools: RewordTools = {
    ...(isToneless
      ? { noTones: "no classifier" }
      : { tones: { alone: readTones, asMarked: readTones, mask: "[MASK]" } }),
    readWords: () => Promise.resolve(new Set(WORDS)),
    report: (done) => steps.push(done),
  };
  const model = createFakeModel(answers);
  return rewordText(model, { text, ...request }, tools).then((result) => ({ ...result, steps, model }));
}

describe("rewordText", () => {
  it("softens what sounds negative, and measures each rewrite", async () => {
    const { rewrites, tone, steps } = await ask("The page is really terrible.", { before: ["Open it."] });
    assert.ok(Math.abs(tone! - 0.9) < 1e-9);
    const [first] = rewrites;
    assert.ok(first && !first.text.includes("terrible"), first?.text);
    assert.deepEqual(Object.keys(first).sort(), ["edits", "fit", "fluency", "meaning", "text", "tone"]);
    assert.ok(first.tone!.after < first.tone!.before);
    assert.ok(first.fit!.ratio > 1 && Math.abs(first.fit!.ratio - first.fit!.after / first.fit!.before) < 1e-9);
    assert.deepEqual(steps, [...steps].sort());
  });

  it("gives edits that make each rewrite of the text", async () => {
    const text = "The page is really terrible.";
    for (const { text: rewritten, edits } of (await ask(text)).rewrites) {
      const made = [...edits].reverse().reduce((now, e) => now.slice(0, e.start) + e.text + now.slice(e.end), text);
      assert.equal(made, rewritten);
      assert.ok(edits.length <= 2);
    }
  });

  it("gives the same list every time", async () => {
    const texts = async () => (await ask("The page is really terrible and slow.")).rewrites.map(({ text }) => text);
    assert.deepEqual(await texts(), await texts());
  });

  for (const { towards, text, expected } of [
    { towards: "shorter", text: "In order to open it we use a page.", expected: "To open it we use a page." },
    { towards: "plainer", text: "We utilize the page.", expected: "We use the page." },
    { towards: "firmer", text: "Perhaps the page is slow.", expected: "The page is slow." },
  ] as const) {
    it(`goes towards ${towards}`, async () => {
      assert.equal((await ask(text, { towards })).rewrites[0]?.text, expected);
    });
  }

  for (const { name, text, keep = [] } of [
    { name: "what the caller keeps", text: "The page is terrible.", keep: [{ start: 12, end: 20 }] },
    { name: "quotations", text: 'The page is "terrible".' },
    { name: "code", text: "The page is `terrible`." },
    { name: "text with nothing to change", text: "The page is slow." },
  ]) {
    it(`offers nothing for ${name}`, async () => {
      const { rewrites } = await ask(text, { keep });
      assert.ok(!rewrites.some((rewrite) => !rewrite.text.includes(text.slice(12))), rewrites[0]?.text);
    });
  }

  it("goes by words alone where no model tells tones, and says so", async () => {
    const { rewrites, lacks, tone } = await ask("The page is terrible.", {}, { isToneless: true });
    assert.ok(rewrites.length > 0);
    assert.deepEqual([rewrites[0]?.tone, tone, lacks], [undefined, undefined, { tone: "no classifier" }]);
  });

  it("says which measures a model lacks", async () => {
    const { words, hidden } = ANSWERS;
    const { rewrites, lacks } = await ask(
      "The page is terrible.",
      { before: ["Open it."] },
      { answers: { words, hidden: hidden! } },
    );
    assert.deepEqual([rewrites[0]?.fluency, rewrites[0]?.fit], [undefined, undefined]);
    assert.deepEqual(Object.keys(lacks ?? {}), ["fluency", "fit"]);
  });

  for (const { name, text, request, error } of [
    { name: "an empty text", text: " ", request: {}, error: { code: "bad-option", message: /no tokens/ } },
    { name: "a long text", text: "page ".repeat(600), request: {}, error: { code: "too-long", message: /602 tokens/ } },
    {
      name: "a long word",
      text: "x".repeat(4001),
      request: {},
      error: { code: "too-long", message: /4001 characters/ },
    },
    { name: "top", text: "page", request: { top: 21 }, error: { code: "bad-option", message: /top is 21/ } },
    {
      name: "a range",
      text: "page",
      request: { keep: [{ start: 2, end: 9 }] },
      error: { code: "bad-span", message: /2–9, expected a range in 0–4/ },
    },
  ]) {
    it(`refuses ${name}`, async () => {
      await assert.rejects(ask(text, request), (found: { code: string; message: string }) => {
        assert.equal(found.code, error.code);
        assert.match(found.message, error.message);
        return true;
      });
    });
  }
});
