import assert from "node:assert/strict";
import { listWords } from "../../../src/text/occlusion/listWords";
import { occludeWords } from "../../../src/text/occlusion/occludeWords";

const slice = (text: string) => listWords(text).map(({ start, end }) => text.slice(start, end));

describe("listWords", () => {
  for (const { name, text, words } of [
    { name: "letters and digits", text: "In 1859, café.", words: ["In", "1859", "café"] },
    {
      name: "apostrophes and hyphens within",
      text: "It's a well-known 'thing'",
      words: ["It's", "a", "well-known", "thing"],
    },
    { name: "letters of other scripts, and their marks", text: "שלום नमस्ते", words: ["שלום", "नमस्ते"] },
    { name: "nothing of signs", text: "— [] 🙂", words: [] },
  ]) {
    it(`finds ${name}`, () => assert.deepEqual(slice(text), words));
  }
});

describe("occludeWords", () => {
  it("hides one word after the other, beside those that are hidden in every reading", async () => {
    const text = "a bad, bad day";
    const [first, second, third, fourth] = listWords(text);
    let asked: readonly string[] = [];
    const found = await occludeWords(
      text,
      { words: [first!, fourth!], hidden: [third!, second!], mask: "_" },
      (texts) => {
        asked = texts;
        return Promise.resolve(texts.map((each) => each.length));
      },
    );
    assert.deepEqual(asked, ["_ _, _ day", "a _, _ _"]);
    assert.deepEqual(found, [
      { span: first, without: 10 },
      { span: fourth, without: 8 },
    ]);
  });

  it("refuses fewer answers than texts", () =>
    assert.rejects(
      occludeWords("a b", { words: listWords("a b"), mask: "" }, () => Promise.resolve([1])),
      RangeError,
    ));
});
