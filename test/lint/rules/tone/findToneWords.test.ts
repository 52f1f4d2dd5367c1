import assert from "node:assert/strict";
import { findToneWords } from "../../../../src/lint/rules/tone/findToneWords";

/** A reader in which each word of blame adds 0.3 to P(negative). */
function createReader(blame: readonly string[]) {
  const asked: (readonly string[])[] = [];
  const score = (texts: readonly string[]) => {
    asked.push(texts);
    return Promise.resolve(texts.map((text) => blame.filter((word) => text.includes(word)).length * 0.3 + 0.1));
  };
  return { asked, score };
}

describe("findToneWords", () => {
  for (const { name, text, blame, expected, threshold = 0.8 } of [
    {
      name: "the first of two equal words, at the start of the sentence",
      text: "Terrible code, and slow.",
      blame: ["Terrible", "slow"],
      expected: { words: ["Terrible"], without: 0.4 },
    },
    {
      name: "as many words as it takes",
      text: "A terrible, slow and ugly book.",
      blame: ["terrible", "slow", "ugly"],
      expected: { words: ["terrible", "slow"], without: 0.4 },
    },
    {
      name: "whole words that hold an apostrophe or a hyphen",
      text: "It doesn’t work on half-finished files.",
      blame: ["doesn’t", "half-finished"],
      expected: { words: ["doesn’t"], without: 0.4 },
    },
    {
      name: "nothing when four words are not enough",
      text: "Bad, ugly, slow, stupid, wrong, dull, rude book.",
      blame: ["Bad", "ugly", "slow", "stupid", "wrong", "dull", "rude"],
      expected: undefined,
    },
    {
      name: "the fewest words without which it would not be marked, when hiding four leaves it negative",
      text: "Bad, ugly, slow, stupid, wrong, dull book.",
      blame: ["Bad", "ugly", "slow", "stupid", "wrong", "dull"],
      expected: { words: ["Bad", "ugly", "slow", "stupid"], without: 0.7 },
    },
    {
      name: "enough words to take it under a low threshold",
      text: "A terrible, slow book.",
      blame: ["terrible", "slow"],
      threshold: 0.35,
      expected: { words: ["terrible", "slow"], without: 0.1 },
    },
    { name: "nothing for a sentence of one word", text: "Terrible!", blame: ["Terrible"], expected: undefined },
    { name: "nothing for a sentence without words", text: "— …!", blame: [], expected: undefined },
  ]) {
    it(`finds ${name}`, async () => {
      const { score } = createReader(blame);
      const found = await findToneWords(text, { threshold, mask: "[MASK]" }, score);
      assert.ok(found !== "too long");
      const words = found?.words.map(({ start, end }) => text.slice(start, end));
      assert.deepEqual(found && { words, without: Number(found.without.toFixed(3)) }, expected);
    });
  }

  it("weighs no words of a sentence that is too long, however long it is", async () => {
    for (const text of [`Bad ${"word ".repeat(200)}`, `Bad ${"word ".repeat(1_000_000)}`]) {
      const { asked, score } = createReader(["Bad"]);
      assert.equal(await findToneWords(text, { threshold: 0.8, mask: "[MASK]" }, score), "too long");
      assert.deepEqual(asked, []);
    }
  });

  it("asks about the sentence with each word replaced by the model's mask", async () => {
    const { asked, score } = createReader([]);
    await findToneWords("The file is  bad.", { threshold: 0.8, mask: "<mask>" }, score);
    assert.deepEqual(asked, [
      ["<mask> file is  bad.", "The <mask> is  bad.", "The file <mask>  bad.", "The file is  <mask>."],
    ]);
  });

  it("rethrows what the reader throws", async () => {
    const failure = new Error("no engine");
    await assert.rejects(
      findToneWords("The file is bad.", { threshold: 0.8, mask: "[MASK]" }, () => Promise.reject(failure)),
      failure,
    );
  });
});
