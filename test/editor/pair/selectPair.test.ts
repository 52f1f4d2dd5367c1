import assert from "node:assert/strict";
import { EditorError } from "../../../src/editor/editorError";
import { selectPair, selectTextsBefore } from "../../../src/editor/pair/selectPair";
import { listSentences, readPlain } from "../prose";

const TEXT = "One is here. Two is there.\nThree came late.";

/** A line that starts with # is a heading. */
function readText(text: string) {
  const sentences = readPlain(text);
  return listSentences(
    sentences.map((sentence) => (sentence.text.startsWith("#") ? { ...sentence, kind: "heading" } : sentence)),
  );
}

const LIST = readText(TEXT);

function select(...words: readonly string[]) {
  return words.map((word) => ({ start: TEXT.indexOf(word), end: TEXT.indexOf(word) + word.length }));
}

describe("selectTextsBefore", () => {
  const long = `${"very ".repeat(60)}long.`;
  for (const { name, text, selected, before } of [
    {
      name: "the two sentences before the first",
      text: "One. Two. Three. Four.",
      selected: "Four.",
      before: ["Two.", "Three."],
    },
    {
      name: "not the rest of a partly selected sentence",
      text: "One. Two is.",
      selected: "is.",
      before: ["One."],
    },
    { name: "none before the first sentence of the document", text: "One. Two.", selected: "One.", before: [] },
    { name: "none beyond a heading", text: "One.\n# Two\nThree. Four.", selected: "Four.", before: ["Three."] },
    { name: "none beyond a long one", text: `One. ${long} Two. Three.`, selected: "Three.", before: ["Two."] },
  ]) {
    it(name, () => {
      const start = text.indexOf(selected);
      const side = { text: selected, span: { start, end: start + selected.length } };
      assert.deepEqual(selectTextsBefore(readText(text), { first: side, second: side }), before);
    });
  }
});

describe("selectPair", () => {
  for (const { name, selections, first, second } of [
    {
      name: "a cursor means its sentence and the next",
      selections: [{ start: 5, end: 5 }],
      first: "One is here.",
      second: "Two is there.",
    },
    {
      name: "a selection goes with the sentence after it",
      selections: select("Two is there."),
      first: "Two is there.",
      second: "Three came late.",
    },
    {
      name: "a selected part of a sentence is just that part",
      selections: select("is here."),
      first: "is here.",
      second: "Two is there.",
    },
    {
      name: "a selection over two sentences is one side",
      selections: select("One is here. Two is there."),
      first: "One is here. Two is there.",
      second: "Three came late.",
    },
    {
      name: "two selections are the two sides",
      selections: select("One is here.", "Three came"),
      first: "One is here.",
      second: "Three came",
    },
  ]) {
    it(name, () => {
      const pair = selectPair(LIST, selections);
      assert.equal(pair.first.text, first);
      assert.equal(pair.second.text, second);
      assert.equal(TEXT.slice(pair.first.span.start, pair.first.span.end), first);
      assert.equal(TEXT.slice(pair.second.span.start, pair.second.span.end), second);
    });
  }

  for (const { name, selections } of [
    { name: "there is no sentence after the last", selections: select("Three came late.") },
    { name: "three selections are one too many", selections: select("One", "Two", "Three") },
    { name: "a cursor outside prose is in no sentence", selections: [{ start: 99, end: 99 }] },
  ]) {
    it(`refuses: ${name}`, () => {
      assert.throws(
        () => selectPair(LIST, selections),
        (error) => error instanceof EditorError && error.code === "no-text",
      );
    });
  }

  for (const { name, word, said } of [
    { name: "a heading is not the next sentence", word: "One is here.", said: /^A heading stands after this sentence/ },
    { name: "no sentence is the next of a heading", word: "# Two", said: /^This is a heading/ },
  ]) {
    it(`refuses: ${name}`, () => {
      const text = "One is here.\n# Two\nThree came late.";
      const start = text.indexOf(word);
      const refused = (error: unknown) => error instanceof EditorError && said.test(error.message);
      for (const end of [start, start + word.length]) {
        assert.throws(() => selectPair(readText(text), [{ start, end }]), refused);
      }
      const heading = { start: text.indexOf("# Two"), end: text.indexOf("# Two") + 5 };
      const last = { start: text.indexOf("Three"), end: text.length };
      assert.equal(selectPair(readText(text), [heading, last]).first.text, "# Two");
    });
  }
});
