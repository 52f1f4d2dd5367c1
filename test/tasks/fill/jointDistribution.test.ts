import assert from "node:assert/strict";
import { fillJointly } from "../../../src/tasks/fill/fillJointly";
import { readLogShare } from "../../../src/tasks/fill/pieceCounts";
import { createRandom } from "../../graph/createRandom";
import { createFakeModel } from "../fakeModel";

const SINGLES = ["cat", "dog", "mat", "hat"];
const WORDS = [...SINGLES, "##s", "##ter", ".", "the", "on"];
const ALL = WORDS.length + 5;

/** Logits that depend on the whole sequence: what stands in one mask changes what fits into another. */
function readLogits(pieces: readonly string[], position: number): Record<string, number> {
  const seed = Array.from(pieces.join(" ")).reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) | 0, position);
  const random = createRandom(seed);
  return Object.fromEntries([...WORDS, "[UNK]", "[SEP]"].map((word) => [word, 6 * random()]));
}

const model = createFakeModel({ words: WORDS, mlm: readLogits });

/** P(piece at `position` | the sequence), over the whole vocabulary. */
function softmaxAt(pieces: readonly string[], position: number, piece: string): number {
  const logits = readLogits(pieces, position);
  const named = Object.values(logits).reduce((sum, logit) => sum + Math.exp(logit), 0);
  return Math.exp(logits[piece] ?? -10) / (named + (ALL - Object.keys(logits).length) * Math.exp(-10));
}

type Slots = readonly (readonly string[] | undefined)[];

/** "[MASK] on [MASK] the [MASK]", as far as there are slots, with the pieces that are known. */
function write(slots: Slots): { readonly pieces: readonly string[]; readonly starts: readonly number[] } {
  const pieces = ["[CLS]"];
  const starts: number[] = [];
  for (const [i, slot] of slots.entries()) {
    if (i > 0) pieces.push(i === 1 ? "on" : "the");
    starts.push(pieces.length);
    pieces.push(...(slot ?? ["[MASK]"]));
  }
  return { pieces: [...pieces, "[SEP]"], starts };
}

/** The chain rule in one order, each word's pieces one after the other with [MASK] for those to come. */
function chain(words: readonly (readonly string[])[], order: readonly number[], ofWords = false): number {
  let product = 1;
  const slots: (readonly string[] | undefined)[] = words.map(() => undefined);
  for (const at of order) {
    const word = words[at]!;
    for (const [i, piece] of word.entries()) {
      slots[at] = [...word.slice(0, i), ...word.slice(i).map(() => "[MASK]")];
      const { pieces, starts } = write(slots);
      product *= softmaxAt(pieces, starts[at]! + i, piece);
    }
    if (ofWords) product *= Math.exp(readLogShare(word.length));
    slots[at] = word;
  }
  return product;
}

function witness(words: readonly (readonly string[])[], ofWords = false): number {
  const order = words.map((_, i) => i);
  return (chain(words, order, ofWords) + chain(words, order.toReversed(), ofWords)) / 2;
}

/** Every way to choose one of the words for each of so many masks. */
function combine<T>(words: readonly T[], count: number): T[][] {
  if (count === 0) return [[]];
  return combine(words, count - 1).flatMap((begun) => words.map((word) => [...begun, word]));
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const TEXTS = { 2: "[MASK] on [MASK]", 3: "[MASK] on [MASK] the [MASK]" } as const;
/** float32 logits against double. */
const TOLERANCE = 1e-6;

describe("the distribution of combinations", () => {
  for (const count of [2, 3] as const) {
    it(`is one distribution over all pieces of ${count} masks: it sums to 1`, () => {
      const all = [...WORDS, "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];
      const total = sum(combine(all, count).map((words) => witness(words.map((word) => [word]))));
      assert.ok(Math.abs(total - 1) < TOLERANCE, `${total}`);
    });

    it(`is what a list for ${count} masks has: every combination of words, each with the witness's value`, async () => {
      const singles = [...SINGLES, "the", "on"];
      const expected = combine(singles, count)
        .map((words) => ({ texts: words, probability: witness(words.map((word) => [word])) }))
        .sort((a, b) => b.probability - a.probability);
      const { fills } = await fillJointly(model, { text: TEXTS[count], top: 100 });
      assert.equal(fills.length, Math.min(100, expected.length));
      for (const { texts, probability } of fills) {
        const other = expected.find((each) => each.texts.join() === texts.join());
        assert.ok(other && Math.abs(other.probability - probability) < TOLERANCE, `${texts.join()}: ${probability}`);
      }
      assert.ok(sum(fills.map(({ probability }) => probability)) <= 1);
      // The beam is wider than what there is for two masks, and nearly so for three.
      const found = count === 2 ? expected : expected.slice(0, 10);
      assert.deepEqual(
        fills.slice(0, found.length).map(({ texts }) => texts),
        found.map(({ texts }) => texts),
      );
    });
  }

  it("sums to at most 1 over all combinations of words of one and two pieces, each the witness's value", async () => {
    const words = [...SINGLES, "the", "on"].flatMap((word) => [[word], [word, "##s"], [word, "##ter"]]);
    const all = combine(words, 2);
    const total = sum(all.map((pair) => witness(pair, true)));
    assert.ok(total > 0.05 && total <= 1, `${total}`);
    const spell = (pieces: readonly string[]) => pieces.map((piece) => piece.replace("##", "")).join("");
    const request = { text: TEXTS[2], top: 100, maxPieces: 2, words: words.map(spell) };
    const { fills } = await fillJointly(model, request);
    for (const { texts, probability } of fills) {
      const pair = all.find((each) => each.map(spell).join() === texts.join())!;
      assert.ok(Math.abs(witness(pair, true) - probability) < TOLERANCE, `${texts.join()}: ${probability}`);
    }
    assert.ok(fills.some(({ texts }) => texts.some((text) => text.length > 3)));
    assert.ok(sum(fills.map(({ probability }) => probability)) <= 1);
  });

  it("is not what each mask has alone: a combination is likelier or less likely than the product", async () => {
    const { fills } = await fillJointly(model, { text: TEXTS[2], top: 100 });
    const alone = (at: 0 | 1, word: string) => softmaxAt(write([undefined, undefined]).pieces, [1, 3][at]!, word);
    const off = fills.map(({ texts: [a, b], probability }) => probability / (alone(0, a!) * alone(1, b!)));
    assert.ok(Math.max(...off) > 1.2 && Math.min(...off) < 0.8);
  });
});

describe("fillJointly", () => {
  it("scores the combinations that are asked for, and what stands in the text now", async () => {
    const masks = [
      { start: 0, end: 3 },
      { start: 7, end: 10 },
    ];
    const targets = [
      ["dog", "hat"],
      ["hats", "dog"],
    ];
    const result = await fillJointly(model, { text: "Cat on mat", masks, targets });
    assert.deepEqual(
      new Map(result.fills.map(({ texts, probability }) => [texts.join(), probability.toFixed(6)])),
      new Map([
        ["Dog,hat", witness([["dog"], ["hat"]]).toFixed(6)],
        ["Hats,dog", witness([["hat", "##s"], ["dog"]]).toFixed(6)],
      ]),
    );
    assert.deepEqual(result.original?.texts, ["Cat", "mat"]);
    assert.ok(Math.abs(result.original.probability - witness([["cat"], ["mat"]])) < TOLERANCE);
  });

  it("offers of a blank that names words these alone, as they are written, and of one that names a number words of so many pieces", async () => {
    const text = "[MASK|Cat,dog] on [MASK*2]";
    const { fills } = await fillJointly(model, { text, words: ["cats", "dogs", "mats", "hatter"], top: 100 });
    assert.deepEqual([...new Set(fills.map(({ texts }) => texts[0]))].sort(), ["Cat", "dog"]);
    assert.deepEqual([...new Set(fills.map(({ texts }) => texts[1]))].sort(), ["cats", "dogs", "hatter", "mats"]);
    // Two masks stand there from the start, and no share of the lengths is taken.
    const forward = [
      softmaxAt(["[CLS]", "[MASK]", "on", "[MASK]", "[MASK]", "[SEP]"], 1, "dog"),
      softmaxAt(["[CLS]", "dog", "on", "[MASK]", "[MASK]", "[SEP]"], 3, "mat"),
      softmaxAt(["[CLS]", "dog", "on", "mat", "[MASK]", "[SEP]"], 4, "##s"),
    ];
    const backward = [
      softmaxAt(["[CLS]", "[MASK]", "on", "[MASK]", "[MASK]", "[SEP]"], 3, "mat"),
      softmaxAt(["[CLS]", "[MASK]", "on", "mat", "[MASK]", "[SEP]"], 4, "##s"),
      softmaxAt(["[CLS]", "[MASK]", "on", "mat", "##s", "[SEP]"], 1, "dog"),
    ];
    const expected = [forward, backward].map((factors) => factors.reduce((a, b) => a * b, 1));
    const found = fills.find(({ texts }) => texts.join() === "dog,mats")!;
    assert.ok(Math.abs(found.probability - sum(expected) / 2) < TOLERANCE, `${found.probability}`);
  });

  it("gives of one mask what the mask has alone", async () => {
    const { fills } = await fillJointly(model, { text: "[MASK] on", top: 1 });
    const best = SINGLES.concat("the", "on").map((word) => softmaxAt(["[CLS]", "[MASK]", "on", "[SEP]"], 1, word));
    assert.ok(Math.abs(fills[0]!.probability - Math.max(...best)) < TOLERANCE);
  });

  for (const { name, text, request, code, message } of [
    {
      name: "more masks than can be filled together",
      text: "[MASK] ".repeat(11),
      request: {},
      code: "too-many",
      message: "11 masks, expected at most 10 to fill together",
    },
    {
      name: "masks that no window holds",
      text: `[MASK] ${"on ".repeat(80)}[MASK]`,
      request: {},
      code: "too-long",
      message:
        "the first and the last mask stand 81 tokens apart and the model reads 64, expected masks that can be read together",
    },
    {
      name: "a combination of too few words",
      text: "[MASK] [MASK]",
      request: { targets: [["cat"]] },
      code: "bad-target",
      message: "a combination of 1 words, expected one for each of 2 masks",
    },
    {
      name: "a word of another number of pieces than the blank takes",
      text: "[MASK*2] [MASK]",
      request: { targets: [["cat", "dog"]] },
      code: "bad-target",
      message: 'word "cat" is 1 pieces, the blank takes 2',
    },
    {
      name: "a text without masks",
      text: "cat",
      request: {},
      code: "no-mask",
      message: "no [MASK] in a text of 3 characters, expected one or more, or spans",
    },
  ]) {
    it(`refuses ${name}`, async () => {
      await assert.rejects(fillJointly(model, { text, ...request }), { code, message });
    });
  }
});
