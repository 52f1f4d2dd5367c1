import assert from "node:assert/strict";
import { ShortWords } from "../../../src/tokenizer/words/shortWords";

function add(words: ShortWords, word: string, id: number): void {
  words.find(word, 0, word.length);
  words.add(word.length, id);
}

describe("short words", () => {
  for (const word of ["a", "ab", "test", "tests", "Éclair", "eight888", "ÿ", "\u0001"]) {
    it(`finds ${JSON.stringify(word)}, wherever it stands`, () => {
      const words = new ShortWords();
      assert.equal(words.find(word, 0, word.length), -1);
      words.add(word.length, 7);
      const text = `some ${word} more`;
      assert.equal(words.find(text, 5, 5 + word.length), 7);
    });
  }

  for (const { name, known, asked } of [
    { name: "one of another length", known: "a", asked: "aa" },
    { name: "one with a NUL before it", known: "a", asked: "\0a" },
    { name: "a part of it", known: "test", asked: "tes" },
    { name: "its capitals", known: "test", asked: "Test" },
    { name: "its letters in another order", known: "test", asked: "tset" },
    { name: "one whose units end in the same bytes", known: "ab", asked: "\u0161\u0162" },
  ]) {
    it(`does not confuse it with ${name}`, () => {
      const words = new ShortWords();
      add(words, known, 7);
      assert.equal(words.find(asked, 0, asked.length), -1);
      assert.equal(words.find(known, 0, known.length), 7);
    });
  }

  for (const word of ["ninechars", "wide \u2013"]) {
    it(`keeps no ${JSON.stringify(word)}`, () => {
      const words = new ShortWords();
      add(words, word, 7);
      assert.equal(words.find(word, 0, word.length), -1);
    });
  }

  it("never gives the id of another word, however many there are", () => {
    const words = new ShortWords();
    const all = Array.from({ length: 200_000 }, (_, id) => id.toString(36));
    for (const [id, word] of all.entries()) add(words, word, id);
    const found = all.map((word) => words.find(word, 0, word.length));
    for (const [id, answer] of found.entries()) assert.ok(answer === id || answer === -1);
    // A slot keeps the last word added, so a word is lost only to another one.
    assert.ok(found.filter((answer) => answer >= 0).length > 40_000);
  });
});
