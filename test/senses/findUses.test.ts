import assert from "node:assert/strict";
import { findUses, placeUse } from "../../src/senses/findUses";
import { placeText } from "../../src/similar/placedText";
import { listSentences } from "../../src/text/sentences/listSentences";

const CASES = [
  { word: "bank", text: "The bank.", found: ["bank"] },
  { word: "bank", text: "BANK and Bank", found: ["BANK", "Bank"] },
  { word: "bank", text: "banks, embankment, bank2, bánk", found: [] },
  { word: "bank", text: "(bank) bank's river-bank", found: ["bank", "bank", "bank"] },
  { word: "C++", text: "C++ and C", found: ["C++"] },
  { word: "a.b", text: "a.b axb", found: ["a.b"] },
  { word: "(.*", text: "no (.* here", found: ["(.*"] },
  { word: "naïve", text: "naïve naïves", found: ["naïve"] },
  { word: "猫", text: "猫 猫が", found: ["猫"] },
  { word: "$&", text: "$& $", found: ["$&"] },
];

describe("findUses", () => {
  for (const { word, text, found } of CASES) {
    it(`finds ${JSON.stringify(word)} in ${JSON.stringify(text)}`, () => {
      const place = { file: "a.md", span: { start: 0, end: text.length }, text };
      const uses = [...findUses([place], word)];
      assert.deepEqual(
        uses.map(({ word: { start, end } }) => text.slice(start, end)),
        found,
      );
    });
  }
});

describe("placeUse", () => {
  for (const { name, document, word, places } of [
    { name: "twice in a sentence", document: "One bank. A bank, a bank!", word: "bank", places: [4, 12, 20] },
    { name: "behind markup", document: "We sat on *the **bank***.", word: "bank", places: [17] },
    {
      name: "behind an address with the word",
      document: "See [it](https://bank.org) at the bank.",
      word: "bank",
      places: [34],
    },
    { name: "across a line break", document: "From the\n> other\nriver bank.", word: "bank", places: [23] },
    { name: "in code", document: "Set `bank` for the bank.", word: "bank", places: [5, 19] },
  ]) {
    it(`finds where a word stands in its file: ${name}`, () => {
      const found = listSentences(document, "markdown").flatMap((sentence) =>
        [...findUses([placeText(sentence, "a.md", document)], word)].map((use) => placeUse(sentence, document, use)),
      );
      assert.deepEqual(
        found.map(({ start, end }) => [start, document.slice(start, end)]),
        places.map((start) => [start, word]),
      );
    });
  }
});
