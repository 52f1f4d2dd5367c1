import assert from "node:assert/strict";
import { findLineContext, findSentenceContext, readExcerpt } from "../../src/blanks/fillContext";
import type { Span } from "../../src/text/spans/span";
import { listSentences, readPlain } from "../editor/prose";

function locate(text: string, word: string): Span {
  const start = text.indexOf(word);
  return { start, end: start + word.length };
}

function find(text: string, words: readonly string[]) {
  const readText = ({ start, end }: Span) => text.slice(start, end);
  const selections = words.map((word) => locate(text, word));
  return findSentenceContext(listSentences(readPlain(text)), selections, readText);
}

/** Sentences of 100 characters each, including the space after it. */
function sentences(word: string, count: number): string {
  return Array.from({ length: count }, () => `${word} `.repeat(20).slice(0, 98).trimEnd().padEnd(98, "s") + ".").join(
    " ",
  );
}

const PARAGRAPH = "The dog slept. The cat ate\nthe fish. It was good.\n\nAnother day came.";

describe("findSentenceContext", () => {
  for (const { name, text, words, context, before, after, masks } of [
    {
      name: "what is around its sentence stands beside it: the rest of its paragraph, and other paragraphs",
      text: "A title\n\nHe came. The dog slept. The cat ate. It was good. He left.\n\nAnother day came.",
      words: ["cat"],
      context: "The cat ate.",
      before: ["A title", "He came. The dog slept."],
      after: ["It was good. He left.", "Another day came."],
      masks: ["cat"],
    },
    {
      name: "the context holds whole sentences within reach, the nearest first",
      text: `${sentences("before", 4)} The cat ate. ${sentences("after", 4)}`,
      words: ["cat"],
      context: "The cat ate.",
      before: [sentences("before", 3)],
      after: [sentences("after", 3)],
      masks: ["cat"],
    },
    {
      name: "several words of a sentence are several masks",
      text: "The cat ate the fish.",
      words: ["cat", "fish"],
      context: "The cat ate the fish.",
      before: [],
      after: [],
      masks: ["cat", "fish"],
    },
    {
      name: "words of neighbouring sentences share a context",
      text: "It was cold. The dog slept. The cat ate.",
      words: ["dog", "cat"],
      context: "The dog slept. The cat ate.",
      before: ["It was cold."],
      after: [],
      masks: ["dog", "cat"],
    },
    {
      name: "spaces around the selected words are not masked",
      text: "The cat ate.",
      words: [" cat "],
      context: "The cat ate.",
      before: [],
      after: [],
      masks: ["cat"],
    },
    {
      name: "a long neighbour ends the context",
      text: `It was good. ${"very ".repeat(60)}long. The cat ate.`,
      words: ["cat"],
      context: "The cat ate.",
      before: [],
      after: [],
      masks: ["cat"],
    },
  ]) {
    it(name, () => {
      const found = find(text, words);
      assert.equal(found?.text, context);
      assert.deepEqual([found.before, found.after], [before, after]);
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

  it("lists the words of the document, each once", () => {
    const found = find("The server restarts the kubelets.\n\nThe kubelets wait for the server.", ["restarts"]);
    assert.deepEqual(found?.words, ["server", "restarts", "kubelets", "wait"]);
  });

  it("finds none when the selections are in different paragraphs", () => {
    assert.equal(find(PARAGRAPH, ["dog", "day"]), undefined);
  });

  it("finds none when a selection holds no prose", () => {
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
      const found = findSentenceContext(listSentences([sentence]), [locate(document, selected)], () => "");
      const [target] = found?.targets ?? [];
      assert.ok(target);
      assert.equal(document.slice(target.place.start, target.place.end), place);
    }
  });
});

describe("a blank whose signs are markup", () => {
  it("is read as it stands in the document", () => {
    const document = "A [MASK*2] and [MASK*3].";
    const sentence = {
      text: "A [MASK2] and [MASK3].",
      runs: [
        { textStart: 0, start: 0, length: 7 },
        { textStart: 7, start: 8, length: 12 },
        { textStart: 19, start: 21, length: 3 },
      ],
      span: { start: 0, end: document.length },
    };
    const readText = ({ start, end }: Span) => document.slice(start, end);
    const places = [locate(document, "[MASK*2]"), locate(document, "[MASK*3]")];
    const found = findSentenceContext(listSentences([sentence]), places, readText);
    assert.equal(found?.text, document);
    assert.deepEqual(
      found.targets,
      places.map((place) => ({ mask: place, place })),
    );
  });
});

describe("findLineContext", () => {
  const line = (word: string, length: number) => `${word} `.repeat(length).slice(0, length);
  for (const { name, lines, context } of [
    {
      name: "the lines around it are its context, verbatim",
      lines: ["first", "let name = 1; // a good name", "", "  last"],
      context: "first\nlet name = 1; // a good name\n\n  last",
    },
    {
      name: "the context holds whole lines within reach, the nearest first",
      lines: [line("a", 99), line("b", 100), line("c", 200), "// a good name", line("d", 299), "last"],
      context: `${line("c", 200)}\n// a good name\n${line("d", 299)}`,
    },
    { name: "a line may be alone", lines: ["a good name"], context: "a good name" },
  ]) {
    it(name, () => {
      const document = lines.join("\n");
      const starts = lines.map((_, i) => lines.slice(0, i).join("\n").length + Math.min(i, 1));
      const spanAt = (i: number) => ({ start: starts[i]!, end: starts[i]! + lines[i]!.length });
      const readText = ({ start, end }: Span) => document.slice(start, end);
      const place = locate(document, "good");
      const at = lines.findIndex((text) => text.includes("good"));
      const found = findLineContext({ count: lines.length, spanAt }, at, { selections: [place], readText });
      assert.equal(found?.text, context);
      assert.deepEqual(found.targets, [{ mask: locate(context, "good"), place }]);
    });
  }
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
    it(name, () => assert.equal(readExcerpt(find(text, ["cat"])!, word === undefined ? undefined : [word]), excerpt));
  }

  it("several masks have their words, and what is long between them is cut", () => {
    const near = find("The cat ate the fish.", ["cat", "fish"])!;
    assert.equal(readExcerpt(near, ["dog", "bone"]), "The dog ate the bone.");
    const far = find(`The cat ate ${"very ".repeat(20)}old fish.`, ["cat", "fish"])!;
    assert.equal(readExcerpt(far, ["dog", "bone"]), "The dog ate very very very very … very very very very old bone.");
  });
});
