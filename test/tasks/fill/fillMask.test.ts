import assert from "node:assert/strict";
import { fillMask } from "../../../src/tasks/fill/fillMask";
import { readLogShare } from "../../../src/tasks/fill/pieceCounts";
import { createFakeModel, type FakeAnswers } from "../fakeModel";

const WORDS = ["the", "quick", "fast", "slow", "fox", "runs", "run", "##ning", "##s", "##ner", "a", ".", "x"];

/** Likes "fast" before "fox", "runs" after it, and "run ##ner" wherever two masks stand in a row. */
const answers: FakeAnswers = {
  words: WORDS,
  mlm: (pieces, position) => {
    const isMask = (i: number) => pieces[i] === "[MASK]";
    if (pieces[position - 1] === "run") return { "##ner": 5, "##ning": 4, a: 3 };
    if (isMask(position + 1) && pieces[position - 1] !== "fox") return { run: 5, the: 1 };
    if (pieces[position + 1] === "fox") return { fast: 3, quick: 2, slow: 1, ".": 2.5, "##s": 2.6, "[UNK]": 2.9 };
    return { runs: 2, fox: 1 };
  },
};
const model = createFakeModel(answers);

describe("fillMask", () => {
  it("gives the model's ranking at a literal [MASK], with its place and softmax over the whole vocabulary", async () => {
    const { masks } = await fillMask(model, { text: "The [MASK] fox.", top: 3 });
    assert.deepEqual(
      masks.map(({ start, end }) => ({ start, end })),
      [{ start: 4, end: 10 }],
    );
    assert.deepEqual(
      masks[0]!.fills.map((fill) => fill.text),
      ["fast", "[UNK]", "##s"],
    );
    // Witness: e^3 / (e^3 + e^2 + e^1 + e^2.5 + e^2.6 + e^2.9 + 12 e^-10), the other twelve pieces at -10.
    const expected = Math.exp(3) / ([3, 2, 1, 2.5, 2.6, 2.9].reduce((s, x) => s + Math.exp(x), 0) + 12 * Math.exp(-10));
    assert.ok(Math.abs(masks[0]!.fills[0]!.probability - expected) < 1e-6);
    assert.equal(masks[0]!.original, undefined);
    assert.equal(masks[0]!.read, undefined);
  });

  it("masks a given span, says the original's rank, and keeps its case", async () => {
    const { masks } = await fillMask(model, { text: "the QUICK fox", masks: [{ start: 4, end: 9 }], top: 1 });
    assert.equal(masks[0]!.fills[0]!.text, "FAST");
    assert.equal(masks[0]!.original?.text, "QUICK");
    assert.equal(masks[0]!.original.rank, 5);
    assert.equal(masks[0]!.original.pieces, 1);
  });

  for (const blank of ["[MASK]", "[mask]", "[Mask]", "___", "______"]) {
    it(`takes ${blank} asked for by span for no word, and its capitals for no case`, async () => {
      const masks = [{ start: 4, end: 4 + blank.length }];
      const [mask] = (await fillMask(model, { text: `The ${blank} fox.`, masks, top: 1 })).masks;
      assert.equal(mask!.fills[0]!.text, "fast");
      assert.equal(mask!.original, undefined);
    });
  }

  it("offers of a blank that names words these alone, as they are written, with what the model gives them", async () => {
    const text = "The [MASK|Slow, quick,fast] fox [MASK].";
    const [first, second] = (await fillMask(model, { text, top: 2 })).masks;
    assert.deepEqual({ start: first!.start, end: first!.end }, { start: 4, end: 27 });
    assert.deepEqual(
      first!.fills.map((fill) => fill.text),
      ["fast", "quick", "Slow"],
    );
    const [plain] = (await fillMask(model, { text: "The [MASK] fox [MASK].", targets: ["slow"] })).masks;
    assert.equal(first!.fills[2]!.probability, plain!.fills[0]!.probability);
    assert.equal(second!.fills.length, 2);
    assert.equal(text.slice(second!.start, second!.end), "[MASK]");
  });

  it("offers of a blank that takes two pieces words of two pieces alone, of a distribution of their own", async () => {
    const request = { text: "The [MASK*2] fox.", top: 10, words: ["runner", "running"] };
    const [mask] = (await fillMask(model, request)).masks;
    assert.deepEqual(
      mask!.fills.map(({ text, pieces }) => ({ text, pieces })),
      ["runner", "running"].map((text) => ({ text, pieces: 2 })),
    );
    // Witness: P(run | [MASK] [MASK]) · P(##ner | run [MASK]), by the logits above; no share of words of two pieces.
    const share = (logits: readonly number[], at: number) =>
      Math.exp(logits[at]!) / (logits.reduce((sum, x) => sum + Math.exp(x), 0) + (18 - logits.length) * Math.exp(-10));
    assert.ok(Math.abs(mask!.fills[0]!.probability - share([5, 1], 0) * share([5, 4, 3], 0)) < 1e-6);
  });

  it("reads a blank that is not asked for as a mask, whatever it takes", async () => {
    const sequences = async (text: string) => {
      const fake = createFakeModel(answers);
      await fillMask(fake, { text, masks: [{ start: 4, end: 9 }] });
      return fake.requests.map(({ inputs }) => inputs);
    };
    assert.deepEqual(
      await sequences("The quick fox [MASK|runs,run] [MASK*2]."),
      await sequences("The quick fox [MASK] [MASK][MASK]."),
    );
  });

  for (const specials of ["none", "reference"] as const) {
    it(`knows no such blanks where special names are read as "${specials}"`, async () => {
      await assert.rejects(fillMask(model, { text: "The [MASK|slow] fox.", specials }), { code: "no-mask" });
    });
  }

  for (const { text, code } of [
    { text: "The [MASK*0] fox.", code: "bad-option" },
    { text: "The [MASK*9] fox.", code: "bad-option" },
    { text: "The [MASK|slow,] fox.", code: "bad-target" },
    { text: "The [MASK|slow,zebra] fox.", code: "bad-target" },
  ]) {
    it(`refuses ${text}`, async () => assert.rejects(fillMask(model, { text }), { code }));
  }

  it("finds words of several pieces that are known, and then no specials, punctuation or bare continuations", async () => {
    const request = { text: "The [MASK] fox.", top: 10, maxPieces: 2, words: ["runner"] };
    const { masks } = await fillMask(model, request, () => Promise.resolve(new Set(["running"])));
    const texts = masks[0]!.fills.map((fill) => fill.text);
    assert.equal(texts[0], "fast");
    for (const known of ["runner", "running"]) assert.ok(texts.includes(known), known);
    for (const refused of [".", "##s", "[UNK]", "thes", "runs##"]) assert.ok(!texts.includes(refused), refused);
    const runner = masks[0]!.fills.find(({ text }) => text === "runner")!;
    assert.equal(runner.pieces, 2);
    // The share of words of two pieces, times run given [MASK][MASK], times ##ner given run.
    const first = Math.exp(5) / (Math.exp(5) + Math.exp(1) + 16 * Math.exp(-10));
    const second = Math.exp(5) / (Math.exp(5) + Math.exp(4) + Math.exp(3) + 15 * Math.exp(-10));
    const expected = Math.exp(readLogShare(2)) * first * second;
    assert.ok(Math.abs(runner.probability - expected) < 1e-6, `${runner.probability}, expected ${expected}`);
  });

  it("offers no word of several pieces that nothing knows", async () => {
    const { masks } = await fillMask(model, { text: "The [MASK] fox.", maxPieces: 2 });
    assert.deepEqual(
      masks[0]!.fills.filter(({ pieces }) => pieces > 1),
      [],
    );
  });

  it("offers a word of several pieces that stands in the text, and one piece as another spelling of no word", async () => {
    const { masks } = await fillMask(model, { text: "The [MASK] fox runs a runner.", maxPieces: 2 });
    const texts = masks[0]!.fills.map((fill) => fill.text);
    assert.ok(texts.includes("runner"), texts.join());
    // "run" "##s" spells "runs", which the tokenizer does not cut.
    assert.equal(texts.filter((text) => text === "runs").length, 1);
  });

  it("scores targets in the distribution that it lists", async () => {
    const text = "The [MASK] fox.";
    const words = ["runner", "running"];
    const [listed, scored] = await Promise.all([
      fillMask(model, { text, maxPieces: 2, words }),
      fillMask(model, { text, maxPieces: 2, targets: ["fast", "runner", "running"] }),
    ]);
    for (const { text: word, probability } of scored.masks[0]!.fills) {
      assert.equal(listed.masks[0]!.fills.find(({ text }) => text === word)?.probability, probability);
    }
  });

  it("ranks the word in the text among words of all lengths", async () => {
    const masks = [{ start: 4, end: 9 }];
    const asked = await fillMask(model, { text: "the quick fox", masks, maxPieces: 2, words: ["runner"] });
    const { fills, original } = asked.masks[0]!;
    const better = fills.filter(({ probability }) => probability > original!.probability * 1.0001);
    assert.equal(original!.rank, 1 + better.length);
  });

  it("continues the word it stands in, to one that is known", async () => {
    const { masks } = await fillMask(model, { text: "run[MASK]", maxPieces: 2, top: 3, words: ["runner"] });
    assert.deepEqual(
      masks[0]!.fills.map(({ text }) => text),
      ["ner"],
    );
  });

  it("scores the targets asked for only, of one piece or several", async () => {
    const { masks } = await fillMask(model, { text: "The [MASK] fox.", targets: ["slow", "runner", "quick"] });
    assert.deepEqual(
      masks[0]!.fills.map((fill) => fill.text),
      ["runner", "quick", "slow"],
    );
  });

  it("fills several masks, each given that the others are masked", async () => {
    const text = "the quick fox runs";
    const { masks } = await fillMask(model, {
      text,
      masks: [
        { start: 14, end: 18 },
        { start: 4, end: 9 },
      ],
      top: 1,
    });
    assert.deepEqual(
      masks.map((mask) => mask.fills[0]!.text),
      ["fast", "runs"],
    );
    assert.deepEqual(
      masks.map((mask) => mask.original?.text),
      ["quick", "runs"],
    );
    const ids = model.requests.at(-1)!.inputs[0]!.ids;
    assert.equal(ids.filter((id) => id === 4).length, 2);
  });

  it("reads a long text in a window around each mask and says so", async () => {
    const small = createFakeModel({ words: WORDS, maxTokens: 16, mlm: () => ({ fast: 3 }) });
    const text = `${"the fox runs. ".repeat(20)}the [MASK] fox${" the fox runs.".repeat(20)}`;
    const { masks } = await fillMask(small, { text, top: 1 });
    const { read, start, end } = masks[0]!;
    assert.equal(text.slice(start, end), "[MASK]");
    assert.ok(
      read && read.span.start <= start && read.span.end >= end && read.span.end - read.span.start < text.length,
    );
    assert.equal(small.requests[0]!.inputs[0]!.ids.length, 16);
  });

  for (const words of [1, 9, 10, 11, 12, 40]) {
    it(`finds words of several pieces in a text of ${words + 3} tokens too, where the model reads 16`, async () => {
      const small = createFakeModel({ ...answers, maxTokens: 16 });
      const text = `${"the ".repeat(words)}[MASK] fox.`;
      const { masks } = await fillMask(small, { text, top: 4, maxPieces: 2, words: ["runner"] });
      assert.deepEqual(
        masks[0]!.fills.map((fill) => fill.text),
        ["fast", "quick", "slow", "runner"],
      );
    });
  }

  for (const { name, request, code } of [
    { name: "a text without a mask", request: { text: "the fox" }, code: "no-mask" },
    { name: "an empty list of spans", request: { text: "the fox", masks: [] }, code: "no-mask" },
    { name: "an empty span", request: { text: "the fox", masks: [{ start: 2, end: 2 }] }, code: "bad-span" },
    { name: "a span beyond the text", request: { text: "the fox", masks: [{ start: 4, end: 8 }] }, code: "bad-span" },
    {
      name: "spans that overlap",
      request: {
        text: "the fox",
        masks: [
          { start: 0, end: 4 },
          { start: 3, end: 7 },
        ],
      },
      code: "bad-span",
    },
    {
      name: "a span that halves a surrogate pair",
      request: { text: "a 😀 b", masks: [{ start: 3, end: 4 }] },
      code: "bad-span",
    },
    { name: "a fraction", request: { text: "the fox", masks: [{ start: 0.5, end: 3 }] }, code: "bad-span" },
    { name: "no fills wanted", request: { text: "[MASK]", top: 0 }, code: "bad-option" },
    { name: "words of five pieces", request: { text: "[MASK]", maxPieces: 5 }, code: "bad-option" },
    {
      name: "a target the vocabulary cannot spell",
      request: { text: "[MASK]", targets: ["fox", "zebra"] },
      code: "bad-target",
    },
    { name: "two wishes in a blank", request: { text: "[MASK*2|fox,dog] [MASK]" }, code: "bad-option" },
    { name: "a blank without an end", request: { text: "[MASK|fox is [MASK]." }, code: "bad-option" },
    { name: "a blank without a number", request: { text: "[MASK*] is [MASK]." }, code: "bad-option" },
    { name: "an empty target", request: { text: "[MASK]", targets: [""] }, code: "bad-target" },
  ]) {
    it(`refuses ${name}`, () => assert.rejects(fillMask(model, request), { name: "TaskError", code }));
  }
});
