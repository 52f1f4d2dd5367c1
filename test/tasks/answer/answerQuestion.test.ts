import assert from "node:assert/strict";
import { answerQuestion } from "../../../src/tasks/answer/answerQuestion";
import type { AnswerParams } from "../../../src/tasks/answer/answerRequest";
import { createFakeModel } from "../fakeModel";

const WORDS = ["who", "wrote", "it", "ann", "bob", "and", "the", "book", "un", "##aff", "##able", "?", "."];

/** A model that finds answers at these pieces: by piece, the logits of start and end. Others have -20. */
function createReader(
  logits: Readonly<Record<string, readonly [start: number, end: number]>>,
  { maxTokens = 64 }: { readonly maxTokens?: number } = {},
) {
  return createFakeModel({
    words: WORDS,
    maxTokens,
    answers: (pieces) => pieces.flatMap((piece) => logits[piece] ?? [-20, -20]),
  });
}

const ask = async (
  model: ReturnType<typeof createReader>,
  params: Partial<AnswerParams> & { readonly text: string },
) => {
  const { answers, ...rest } = await answerQuestion(model, { question: "who wrote it?", ...params });
  const found = answers.map(({ span, probability }) => ({
    text: params.text.slice(span.start, span.end),
    at: span.start,
    probability: Number(probability.toFixed(3)),
  }));
  return { ...rest, answers: found };
};

describe("answerQuestion", () => {
  it("takes the stretch whose start and end are likeliest, of the text alone and not of the question", async () => {
    const model = createReader({ ann: [5, 0], bob: [0, 5], who: [9, 9], "[SEP]": [9, 9] });
    const { answers, none, precision } = await ask(model, { text: "The book: Ann and Bob.", top: 1 });
    assert.deepEqual(answers, [{ text: "Ann and Bob", at: 10, probability: 0.987 }]);
    assert.ok(none < 1e-9);
    assert.equal(precision, "fp32");
    assert.equal(model.requests[0]?.exact, true);
  });

  it("says that there is no answer as the model does, by [CLS]", async () => {
    const { answers, none } = await ask(createReader({ "[CLS]": [5, 5], ann: [5, 5] }), { text: "Ann.", top: 1 });
    assert.equal(answers[0]?.probability, 0.25);
    assert.equal(none.toFixed(3), "0.250");
  });

  it("never ends an answer before its start, and never makes it longer than asked", async () => {
    const model = createReader({ bob: [9, 1], ann: [0, 9], the: [3, 0], book: [0, 3] });
    const text = "Ann and Bob the book";
    const { answers } = await ask(model, { text, maxTokens: 2, top: 1 });
    assert.equal(answers[0]?.text, "Bob");
    for (const { text: found } of (await ask(model, { text, maxTokens: 2, top: 20 })).answers) {
      assert.ok(found.split(" ").length <= 2, found);
    }
  });

  it("answers in whole words, and adds up what is the same word", async () => {
    const { answers } = await ask(createReader({ "##aff": [5, 5], un: [5, 5] }), {
      text: "the unaffable book",
      top: 1,
    });
    assert.deepEqual(answers, [{ text: "unaffable", at: 4, probability: 0.75 }]);
  });

  for (const { name, apart, texts } of [
    { name: "as they are likely, though they overlap", apart: false, texts: ["Ann", "Ann and Bob", "Bob"] },
    { name: "each in another place where that is asked for", apart: true, texts: ["Ann", "Bob", "and"] },
  ]) {
    it(`lists answers ${name}`, async () => {
      const model = createReader({ ann: [6, 6], bob: [5, 5] });
      const { answers } = await ask(model, { text: "Ann and Bob", apart, top: 3 });
      assert.deepEqual(answers.map(({ text }) => text).sort(), [...texts].sort());
    });
  }

  it("reads a long text in windows, and finds an answer in each", async () => {
    const filler = Array.from({ length: 40 }, () => "the book").join(" ");
    const text = `${filler} Ann ${filler} Bob ${filler}`;
    const model = createReader({ ann: [9, 9], bob: [8, 8] }, { maxTokens: 32 });
    const progress: (readonly [number, number])[] = [];
    const { answers, read } = await answerQuestion(
      model,
      { question: "who wrote it?", text, apart: true, top: 2 },
      (done, total) => progress.push([done, total]),
    );
    assert.deepEqual(
      answers.map(({ span }) => text.slice(span.start, span.end)),
      ["Ann", "Bob"],
    );
    assert.deepEqual(read?.span, { start: 0, end: text.length });
    // 242 tokens in windows of 25 that share 12.
    assert.equal(read.windows, 18);
    assert.deepEqual(progress, [
      [0, 18],
      [8, 18],
      [16, 18],
    ]);
    for (const { inputs } of model.requests) for (const { ids } of inputs) assert.ok(ids.length <= 32);
  });

  it("says of a text without words that it has no answer", async () => {
    const { answers, none } = await ask(createReader({}), { text: " \n " });
    assert.deepEqual([answers, none], [[], 1]);
  });

  it("reads names of special tokens as ordinary text", async () => {
    const model = createReader({ ann: [5, 5] });
    await ask(model, { text: "Ann [SEP] [CLS]" });
    const { cls, sep } = model.tokenizer.vocabulary.specials;
    const [input] = model.requests[0]?.inputs ?? [];
    assert.equal(input?.ids.filter((id) => id === sep.id).length, 2);
    assert.equal(input.ids.filter((id) => id === cls.id).length, 1);
  });

  for (const { name, params, code, message } of [
    { name: "an empty question", params: { question: " " }, code: "bad-option", message: /question has no words/ },
    {
      name: "a question that leaves the text no room",
      params: { question: "who ".repeat(40) },
      code: "too-long",
      message: /question has 40 tokens, expected at most 30/,
    },
    { name: "0 answers", params: { top: 0 }, code: "bad-option", message: /top is 0, expected .* 1 to 100/ },
    {
      name: "no tokens",
      params: { maxTokens: 0 },
      code: "bad-option",
      message: /maxTokens is 0, expected .* 1 to 200/,
    },
  ]) {
    it(`refuses ${name}`, async () => {
      const model = createReader({});
      await assert.rejects(answerQuestion(model, { question: "who?", text: "Ann.", ...params }), { code, message });
      assert.equal(model.requests.length, 0);
    });
  }

  it("refuses a model that does not answer questions, and names one that does", async () => {
    const model = createFakeModel({ words: WORDS });
    const message = /model "fake" does not answer questions.*cloze model pull deepset\/bert-base-cased-squad2/;
    await assert.rejects(answerQuestion(model, { question: "who?", text: "Ann." }), { code: "no-readout", message });
  });
});
