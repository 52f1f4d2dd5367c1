import assert from "node:assert/strict";
import { scorePair } from "../../../src/tasks/pair/scorePair";
import { createFakeModel } from "../fakeModel";

const WORDS = "abcdefghijklmnopqrstuvwxyz".split("");

/** B follows A when it starts with the letter after A's last: log-odds 2, else -1. */
const model = createFakeModel({
  words: WORDS,
  maxTokens: 13,
  nsp: (pieces) => {
    const sep = pieces.indexOf("[SEP]");
    const [last, first] = [WORDS.indexOf(pieces[sep - 1]!), WORDS.indexOf(pieces[sep + 1]!)];
    return first === last + 1 ? [2.5, 0.5] : [0, 1];
  },
});

describe("scorePair", () => {
  it("compares with the swapped pair without a document", async () => {
    const result = await scorePair(model, { text: "a b", pair: "c d" });
    assert.ok(Math.abs(result.isNext - 1 / (1 + Math.exp(-2))) < 1e-9);
    assert.ok(Math.abs(result.swapped - 1 / (1 + Math.exp(1))) < 1e-9);
    assert.ok(Math.abs(result.margin - 3) < 1e-6);
    assert.deepEqual(result.others, []);
    assert.equal(result.read, undefined);
  });

  it("compares with drawn sentences of a document too, never with A, B or a repeat", async () => {
    const document = ["a b", "c d", " c d ", "c x", "c x", "y", "z"];
    const result = await scorePair(model, { text: "a b", pair: "c d", document });
    assert.equal(result.others.length, 3);
    // Among the swapped pair, "c x", "y" and "z" only "c x" follows: mean log-odds (-1 + 2 - 1 - 1) / 4.
    assert.ok(Math.abs(result.margin - (2 + 0.25)) < 1e-6);
  });

  it("compares with the swapped pair alone for a model that was taught sentence order", async () => {
    const ordered = { ...model, info: { ...model.info, pairQuestion: "order" as const } };
    const result = await scorePair(ordered, { text: "a b", pair: "c d", document: ["y", "z"] });
    assert.deepEqual(result.others, []);
    assert.ok(Math.abs(result.margin - 3) < 1e-6);
    assert.equal(result.pairQuestion, "order");
  });

  for (const { name, before, a } of [
    { name: "sentences before A stand before it", before: ["p q", "r"], a: "p q r a b" },
    {
      name: "the nearest sentences are read if there is no room for all",
      before: ["m n o", "p q r"],
      a: "n o p q r a b",
    },
    { name: "an empty list adds nothing before A", before: [], a: "a b" },
  ]) {
    it(name, async () => {
      const result = await scorePair(model, { text: "a b", pair: "c d e", before });
      const first = model.requests.at(-1)!.inputs[0]!;
      const pieces = first.ids.map((id) => model.tokenizer.vocabulary.readPiece(id));
      assert.equal(pieces.join(" "), `[CLS] ${a} [SEP] c d e [SEP]`);
      assert.equal(result.read, undefined);
    });
  }

  it("leaves out sentences before A if A and B are long, and never draws them from the document", async () => {
    const [text, pair] = [`${"x ".repeat(30)}a b`, `c d${" y".repeat(30)}`];
    const result = await scorePair(model, { text, pair, before: ["p q"], document: ["p q", "z"] });
    assert.equal(text.slice(result.read!.span.start, result.read!.span.end), "x x x a b");
    assert.equal(result.others.length, 1);
  });

  it("draws at most 8 sentences: the same for the same seed, others for another seed", async () => {
    const document = WORDS.map((letter) => `${letter} e`);
    const ask = async (seed: number) => {
      const result = await scorePair(model, { text: "a b", pair: "c d", document, seed });
      assert.equal(result.others.length, 8);
      return JSON.stringify(model.requests.at(-1)!.inputs);
    };
    assert.equal(await ask(1), await ask(1));
    assert.notEqual(await ask(1), await ask(2));
  });

  it("keeps the end of a long A and the start of a long B, and says what was read", async () => {
    const [text, pair] = [`${"x ".repeat(30)}a b`, `c d${" y".repeat(30)}`];
    const result = await scorePair(model, { text, pair });
    assert.ok(result.isNext > 0.5);
    assert.equal(text.slice(result.read!.span.start, result.read!.span.end), "x x x a b");
    assert.equal(pair.slice(result.read!.pair!.start, result.read!.pair!.end), "c d y y y");
  });

  for (const { name, request } of [
    { name: "an empty A", request: { text: " ", pair: "a" } },
    { name: "an empty B", request: { text: "a", pair: "" } },
    { name: "a seed that is not a whole number", request: { text: "a", pair: "b", seed: 0.5 } },
  ]) {
    it(`refuses ${name}`, () => assert.rejects(scorePair(model, request), { code: "bad-option" }));
  }
});
