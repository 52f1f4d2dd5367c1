import assert from "node:assert/strict";
import { findUses } from "../../src/senses/findUses";

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
