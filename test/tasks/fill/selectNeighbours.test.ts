import assert from "node:assert/strict";
import { fillMask } from "../../../src/tasks/fill/fillMask";
import { createFakeModel, type FakeAnswers } from "../fakeModel";

const WORDS = ["the", "fox", "runs", "tea", "cup", "price", "of", "fast", "red", "a"];

/** Knows what goes with what: texts that share a word follow one another. */
const answers: FakeAnswers = {
  words: WORDS,
  maxTokens: 32,
  nsp: (pieces) => {
    const middle = pieces.indexOf("[SEP]");
    const [first, second] = [pieces.slice(1, middle), pieces.slice(middle + 1, -1)];
    return first.some((piece) => second.includes(piece)) ? [3, 0] : [0, 3];
  },
  // One piece that says how much was read.
  mlm: (pieces) => ({ [pieces.includes("price") ? "red" : "fast"]: pieces.includes("cup") ? 9 : 5 }),
};
const model = createFakeModel(answers);

async function fill(request: { before?: string[]; after?: string[]; text?: string }, of = model) {
  of.requests.length = 0;
  const { masks } = await fillMask(of, { text: "the [MASK] fox", top: 1, ...request });
  const ids = of.requests.at(-1)!.inputs[0]!.ids;
  return {
    mask: masks[0]!,
    runs: of.requests.length,
    pieces: ids.map((id) => of.tokenizer.vocabulary.readPiece(id)),
  };
}

describe("fillMask with texts around", () => {
  it("reads along those that the text follows, at the cost of one more run", async () => {
    const { mask, runs, pieces } = await fill({ before: ["a price", "the cup"], after: ["fox runs", "of price"] });
    assert.deepEqual(mask.context, { before: [1], after: [0] });
    assert.deepEqual(pieces, ["[CLS]", "the", "cup", "the", "[MASK]", "fox", "fox", "runs", "[SEP]"]);
    assert.equal(runs, 2);
    assert.equal(mask.read, undefined);
    assert.deepEqual({ start: mask.start, end: mask.end }, { start: 4, end: 10 });
  });

  it("answers as of the text alone where none belongs to it", async () => {
    const alone = await fill({});
    const unrelated = await fill({ before: ["a price"], after: ["of tea"] });
    assert.deepEqual(unrelated.mask.fills, alone.mask.fills);
    assert.deepEqual(unrelated.pieces, alone.pieces);
    assert.deepEqual(unrelated.mask.context, { before: [], after: [] });
    assert.equal(alone.mask.context, undefined);
    assert.equal(alone.runs, 1);
  });

  it("reads the nearest as far as the model's limit goes, the end of what is before and the start of what is after", async () => {
    const long = (word: string) => `the ${`${word} `.repeat(60)}fox`;
    const { pieces, mask } = await fill({ before: ["the tea", long("runs")], after: [long("red"), "the tea"] });
    assert.equal(pieces.length, 32);
    assert.deepEqual(mask.context, { before: [1], after: [0] });
    assert.deepEqual(pieces.slice(1, 15), [...new Array<string>(12).fill("runs"), "fox", "the"]);
    assert.deepEqual(pieces.slice(15, 20), ["[MASK]", "fox", "the", "red", "red"]);
  });

  it("leaves the room to the text itself where that fills it", async () => {
    const { mask } = await fill({ text: `the [MASK] fox ${"runs ".repeat(40)}`, before: ["the cup"] });
    assert.deepEqual(mask.context, { before: [], after: [] });
    assert.ok(mask.read);
  });

  for (const { name, before, context } of [
    { name: "reads all where that makes it surer", before: ["the cup"], context: { before: [0], after: [] } },
    { name: "reads none where that does not", before: ["the price"], context: { before: [], after: [] } },
  ]) {
    it(`without a next-sentence readout, ${name}`, async () => {
      const { words, maxTokens, mlm } = answers;
      const { mask } = await fill({ before }, createFakeModel({ words, maxTokens: maxTokens!, mlm: mlm! }));
      assert.deepEqual(mask.context, context);
    });
  }
});
