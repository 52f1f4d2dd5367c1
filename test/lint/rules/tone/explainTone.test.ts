import assert from "node:assert/strict";
import { explainTone } from "../../../../src/lint/rules/tone/explainTone";
import { readPlain } from "../../../editor/prose";

const STYLE = { word: (text: string) => `"${text}"`, percent: (probability: number) => `${probability * 100} %` };

/** Explains a sentence that each of these words makes more negative. */
async function explain(text: string, words: readonly string[]) {
  const [sentence] = readPlain(text);
  assert.ok(sentence);
  return explainTone(sentence, { threshold: 0.8, mask: "[MASK]" }, (texts) =>
    Promise.resolve(texts.map((read) => words.filter((word) => read.includes(word)).length / 2)),
  );
}

describe("explainTone", () => {
  for (const { name, words, text = "This is a bad and ugly file.", says } of [
    { name: "a word", words: ["bad"], says: 'Mostly for "bad": without it, 0 % negative.' },
    { name: "several words", words: ["bad", "ugly"], says: 'Mostly for "bad" and "ugly": without them, 0 % negative.' },
    {
      name: "words without which only the mark would go",
      words: ["file", "e"],
      text: "The blue pen here broke the new file.",
      says: 'Mostly for "file": without it, it would not be marked (50 % negative).',
    },
    {
      name: "no words when many account for it",
      words: ["i", "e", "a", "d"],
      text: "This is a bad and ugly file that hinders readers.",
      says: "No four words or fewer account for it.",
    },
    {
      name: "no words of a sentence that is too long",
      words: ["bad"],
      text: `A bad ${"long ".repeat(1000)}file.`,
      says: "The sentence is too long to weigh its words one by one.",
    },
  ]) {
    it(`names ${name}`, async () => {
      assert.equal((await explain(text, words)).describe(STYLE), says);
    });
  }

  it("says where the words are in the document, and offers to choose others there", async () => {
    const { words, fixes } = await explain("It is bad.", ["bad"]);
    assert.deepEqual(words, [{ text: "bad", place: { start: 6, end: 9 } }]);
    assert.deepEqual(fixes, [{ kind: "choose", span: { start: 6, end: 9 }, word: "bad" }]);
  });
});
