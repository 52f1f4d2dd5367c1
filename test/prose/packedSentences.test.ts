import assert from "node:assert/strict";
import { packSentences, SentenceList } from "../../src/prose/packedSentences";
import type { Sentence } from "../../src/text/spans/sentence";
import { listSentences, readPlain } from "../editor/prose";

const MARKED: Sentence = {
  text: "a code b",
  runs: [
    { textStart: 0, start: 100, length: 2 },
    { textStart: 6, start: 120, length: 2 },
  ],
  span: { start: 100, end: 122 },
};

describe("packedSentences", () => {
  it("gives back every sentence as it was packed, even after a structured clone", () => {
    const sentences = [...readPlain("One is here. Two 𠀀 is there.\nThree."), { ...MARKED, text: "" }, MARKED];
    const packed = structuredClone(packSentences(sentences));
    const list = listSentences(sentences);
    assert.equal(list.count, 5);
    assert.deepEqual(
      sentences.map((_, index) => list.at(index)),
      sentences,
    );
    assert.equal(packed.text, sentences.map(({ text }) => text).join(""));
  });

  it("knows which rules are muted for each sentence", () => {
    const sentences = readPlain("One. Two. Three.");
    const unknownRules = [{ id: "odd", span: { start: 1, end: 4 } }];
    const packed = packSentences(sentences, { muted: [[], ["a", "b"], ["b"]], unknownRules });
    const list = new SentenceList(structuredClone(packed), 1);
    const listMuted = (rule: string) => sentences.map((_, index) => list.isMuted(index, rule));
    const listChecked = (...ids: readonly string[]) =>
      list.listChecked(ids.map((id) => ({ rule: { id }, onlyEnglish: true })));
    assert.deepEqual(listMuted("a"), [false, true, false]);
    assert.deepEqual(listMuted("b"), [false, true, true]);
    assert.deepEqual(listMuted("c"), [false, false, false]);
    assert.deepEqual([listChecked("a"), listChecked("b")], [[0, 2], [0]]);
    assert.deepEqual([listChecked("a", "b"), listChecked()], [[0, 2], []]);
    assert.deepEqual(list.unknownRules, unknownRules);
    assert.throws(() => list.isMuted(3, "a"), RangeError);
  });

  it("leaves foreign sentences to rules that are not only for English, and keeps kinds", () => {
    const [one, two] = readPlain("Eins. Two.") as [Sentence, Sentence];
    const list = listSentences([
      { ...one, isForeign: true },
      { ...two, kind: "heading" },
    ]);
    const listChecked = (onlyEnglish: boolean) => list.listChecked([{ rule: { id: "a" }, onlyEnglish }]);
    assert.deepEqual([listChecked(true), listChecked(false)], [[1], [0, 1]]);
    assert.deepEqual([list.at(0), list.kindAt(0), list.kindAt(1)], [{ ...one, isForeign: true }, undefined, "heading"]);
  });

  it("says why no rule checks a sentence", () => {
    const sentences = readPlain("Eins. Zwei. Drei. Four.").map((sentence, index) => {
      return index < 3 ? { ...sentence, isForeign: true } : sentence;
    });
    const list = new SentenceList(
      packSentences(sentences, { muted: [[], ["a"], ["a", "b"], ["a"]], unknownRules: [] }),
      1,
    );
    const findAll = (...onlyEnglish: readonly boolean[]) => {
      const rules = onlyEnglish.map((each, index) => ({ rule: { id: "ab".charAt(index) }, onlyEnglish: each }));
      return sentences.map((_, index) => list.findUncheckedBy(index, rules));
    };
    assert.deepEqual(findAll(true, true), ["foreign", "foreign", "comment", undefined]);
    assert.deepEqual(findAll(true, false), [undefined, undefined, "comment", undefined]);
    assert.deepEqual(findAll(true), ["foreign", "comment", "comment", "comment"]);
    assert.deepEqual(findAll(false), [undefined, "comment", "comment", "comment"]);
  });

  it("is empty without sentences", () => {
    const list = listSentences([]);
    assert.equal(list.count, 0);
    assert.equal(list.findIndex(0), undefined);
    assert.equal(list.selectFirst(0), 0);
    assert.throws(() => list.at(0), RangeError);
  });

  it("refuses an index without a sentence", () => {
    const list = listSentences(readPlain("One. Two."));
    for (const index of [-1, 2, 0.5]) assert.throws(() => list.at(index), RangeError);
  });

  //           0123456789
  const list = listSentences(readPlain("One. Two.Three.  "));
  for (const { name, offset, index } of [
    { name: "the start belongs to the sentence", offset: 0, index: 0 },
    { name: "the end belongs to the sentence", offset: 4, index: 0 },
    { name: "a start right after a space belongs to the sentence", offset: 5, index: 1 },
    { name: "where one ends and the next starts, it is the next", offset: 9, index: 2 },
    { name: "the end of the last sentence belongs to it", offset: 15, index: 2 },
    { name: "there is none after the last", offset: 16, index: undefined },
  ]) {
    it(`findIndex: ${name}`, () => assert.equal(list.findIndex(offset), index));
  }

  for (const { offset, first } of [
    { offset: 0, first: 0 },
    { offset: 1, first: 1 },
    { offset: 5, first: 1 },
    { offset: 10, first: 3 },
  ]) {
    it(`selectFirst: the first sentence from ${offset} on is ${first}`, () =>
      assert.equal(list.selectFirst(offset), first));
  }
});
