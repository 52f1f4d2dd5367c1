import assert from "node:assert/strict";
import { drawPairs } from "../../../src/tasks/pair/drawPairs";
import { scorePairs } from "../../../src/tasks/pair/scorePairs";
import { createFakeModel } from "../fakeModel";

const sentences = ["a", "b", "c", "d", "e", "a"];
const seeds = Array.from({ length: 1000 }, (_, seed) => seed);

describe("drawPairs", () => {
  it("draws half of the pairs in a row, and other sentences for the rest, that read differently", () => {
    const drawn = seeds.flatMap((seed) => drawPairs(sentences, { count: 5, seed }));
    assert.equal(drawn.length, 5000);
    for (const { first, second, follows } of drawn) {
      assert.equal(follows, second === first + 1);
      if (!follows) assert.ok(![sentences[first], sentences[first + 1]].includes(sentences[second]));
    }
    const share = drawn.filter(({ follows }) => follows).length / drawn.length;
    assert.ok(Math.abs(share - 0.5) < 5 * Math.sqrt(0.25 / drawn.length), String(share));
  });

  it("draws each sentence first at most once, the same for the same seed, and no more than there are", () => {
    for (const seed of seeds.slice(0, 50)) {
      const drawn = drawPairs(sentences, { count: 99, seed });
      assert.deepEqual(drawn.map(({ first }) => first).sort(), [0, 1, 2, 3, 4]);
      assert.deepEqual(drawPairs(sentences, { count: 99, seed }), drawn);
    }
  });
});

describe("scorePairs", () => {
  const model = createFakeModel({
    words: sentences.slice(0, 5),
    nsp: (pieces) => (pieces[1]! < pieces[3]! ? [2, 0] : [0, 2]),
  });

  it("says P(next) of each pair", async () => {
    const { pairs } = await scorePairs(model, { sentences, seed: 2 });
    assert.deepEqual(
      pairs.map(({ first, second, follows }) => ({ first, second, follows })),
      drawPairs(sentences, { count: 10, seed: 2 }),
    );
    for (const { first, second, isNext } of pairs) {
      const logOdds = sentences[first]! < sentences[second]! ? 2 : -2;
      assert.ok(Math.abs(isNext - 1 / (1 + Math.exp(-logOdds))) < 1e-6);
    }
  });

  for (const { name, request, message } of [
    { name: "two sentences that repeat", request: { sentences: ["a", "b", "a"] }, message: /2 different sentences/ },
    { name: "a seed that is no whole number", request: { sentences, seed: NaN }, message: /seed is NaN/ },
    { name: "no pairs", request: { sentences, count: 0 }, message: /count is 0/ },
  ]) {
    it(`refuses ${name}`, () => assert.rejects(scorePairs(model, request), { code: "bad-option", message }));
  }
});
