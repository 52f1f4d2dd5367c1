import assert from "node:assert/strict";
import { applyFills, findLineContext, findMaskContext, readExcerpt } from "../../src/editor/maskContext";
import type { Span } from "../../src/text/span";
import { listSentences, readPlain } from "./prose";

function locate(text: string, word: string): Span {
  const start = text.indexOf(word);
  return { start, end: start + word.length };
}

function find(text: string, words: readonly string[]) {
  const readText = ({ start, end }: Span) => text.slice(start, end);
  const selections = words.map((word) => locate(text, word));
  return findMaskContext(listSentences(readPlain(text)), selections, readText);
}

const PARAGRAPH = "The dog slept. The cat ate\nthe fish. It was good.\n\nAnother day came.";

describe("findMaskContext", () => {
  for (const { name, text, words, context, masks } of [
    {
      name: "the neighbours of the same paragraph are read along",
      text: "The dog slept. The cat ate. It was good.\n\nAnother day came.",
      words: ["cat"],
      context: "The dog slept. The cat ate. It was good.",
      masks: ["cat"],
    },
    {
      name: "a blank line ends the context",
      text: "The dog slept.\n\nThe cat ate.\n\nIt was good.",
      words: ["cat"],
      context: "The cat ate.",
      masks: ["cat"],
    },
    {
      name: "several words of one sentence are several masks",
      text: "The cat ate the fish.",
      words: ["cat", "fish"],
      context: "The cat ate the fish.",
      masks: ["cat", "fish"],
    },
    {
      name: "words of neighbouring sentences share a context",
      text: "The dog slept. The cat ate.",
      words: ["dog", "cat"],
      context: "The dog slept. The cat ate.",
      masks: ["dog", "cat"],
    },
    {
      name: "spaces around the selected words are not masked",
      text: "The cat ate.",
      words: [" cat "],
      context: "The cat ate.",
      masks: ["cat"],
    },
    {
      name: "a long neighbour is left out",
      text: `${"very ".repeat(130)}long. The cat ate.`,
      words: ["cat"],
      context: "The cat ate.",
      masks: ["cat"],
    },
  ]) {
    it(name, () => {
      const found = find(text, words);
      assert.equal(found?.text, context);
      assert.deepEqual(
        found.targets.map(({ mask }) => found.text.slice(mask.start, mask.end)),
        masks,
      );
      assert.deepEqual(
        found.targets.map(({ place }) => text.slice(place.start, place.end)),
        masks,
      );
    });
  }

  it("finds none where the selections stand in different paragraphs", () => {
    assert.equal(find(PARAGRAPH, ["dog", "day"]), undefined);
  });

  it("finds none where a selection holds no prose", () => {
    assert.equal(find("One.   Two.", ["   "]), undefined);
  });

  it("keeps the markup around a selected word, and replaces markup between selected words", () => {
    const document = "A **good** idea.";
    const sentence = {
      text: "A good idea.",
      runs: [
        { textStart: 0, start: 0, length: 2 },
        { textStart: 2, start: 4, length: 4 },
        { textStart: 6, start: 10, length: 6 },
      ],
      span: { start: 0, end: 16 },
    };
    for (const { selected, place } of [
      { selected: "**good**", place: "good" },
      { selected: "**good** idea", place: "**good** idea" },
    ]) {
      const found = findMaskContext(listSentences([sentence]), [locate(document, selected)], () => "");
      const [target] = found?.targets ?? [];
      assert.ok(target);
      assert.equal(document.slice(target.place.start, target.place.end), place);
    }
  });
});

describe("findLineContext", () => {
  it("takes the line for the sentence, at its place in the document", () => {
    const document = "first\nlet name = 1; // a good name\n";
    const readText = ({ start, end }: Span) => document.slice(start, end);
    const found = findLineContext({ start: 6, end: 34 }, [locate(document, "good")], readText);
    assert.equal(found?.text, "let name = 1; // a good name");
    assert.deepEqual(found.targets, [{ mask: { start: 19, end: 23 }, place: { start: 25, end: 29 } }]);
  });
});

describe("applyFills", () => {
  it("puts the words chosen so far in the text and moves the masks after them", () => {
    const context = find("The cat ate the fish.", ["cat", "fish"])!;
    const applied = applyFills(context, ["elephant"]);
    assert.equal(applied.text, "The elephant ate the fish.");
    const masks = applied.targets.map(({ mask }) => applied.text.slice(mask.start, mask.end));
    assert.deepEqual(masks, ["elephant", "fish"]);
    assert.deepEqual(
      applied.targets.map(({ place }) => place),
      context.targets.map(({ place }) => place),
    );
  });
});

describe("readExcerpt", () => {
  for (const { name, text, word, excerpt } of [
    { name: "a short text is shown whole", text: "The cat ate.", word: "dog", excerpt: "The dog ate." },
    { name: "the word in the text stays", text: "The cat ate.", word: undefined, excerpt: "The cat ate." },
    {
      name: "a long text is cut between words",
      text: `${"before ".repeat(9)}the cat ate ${"after ".repeat(9)}`,
      word: "dog",
      excerpt: "…before before before before before the dog ate after after after…",
    },
  ]) {
    it(name, () => assert.equal(readExcerpt(find(text, ["cat"])!, 0, word), excerpt));
  }
});
