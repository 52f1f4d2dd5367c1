import assert from "node:assert/strict";
import { findEarlier } from "../../../../src/editor/panel/earlier/findEarlier";
import { packSentences, SentenceList } from "../../../../src/prose/packedSentences";

/** Sentences with a space between them. */
function read(...texts: readonly string[]): SentenceList {
  let end = -1;
  const sentences = texts.map((text) => {
    const start = end + 1;
    end = start + text.length;
    return { text, runs: [{ textStart: 0, start, length: text.length }], span: { start, end } };
  });
  return new SentenceList(packSentences(sentences), 1);
}

const NOW = read("It rained.", "The food was awfully cold.", "We went home.");
const BEFORE = read("It rained.", "The food was nice and warm.", "We went home.");
const cut = (list: SentenceList, from: number, to = from + 1) => {
  const own = Array.from({ length: to - from }, (_, i) => list.at(from + i));
  const span = { start: own[0]!.span.start, end: own.at(-1)!.span.end };
  return { text: own.map(({ text }) => text).join(" "), runs: own.flatMap(({ runs }) => runs), span };
};

describe("findEarlier", () => {
  const cases = [
    { name: "a sentence that was rewritten", side: cut(NOW, 1), earlier: "The food was nice and warm." },
    { name: "one that was not", side: cut(NOW, 2), earlier: "We went home." },
    { name: "several", side: cut(NOW, 0, 2), earlier: "It rained. The food was nice and warm." },
  ];
  for (const { name, side, earlier } of cases) {
    it(`finds what ${name} was`, () => assert.equal(findEarlier({ now: NOW, earlier: BEFORE }, side), earlier));
  }

  it("finds it behind hundreds of sentences that differ, and leaves what is new out of several", () => {
    const many = (word: string, length = 300) => Array.from({ length }, (_, i) => `${word} ${word}${i} of it.`);
    const now = read(...many("aye"), "The food was awfully cold.", "Entirely unheard of.", "End.");
    const earlier = read(...many("bee"), "The food was nice and warm.", "End.");
    assert.equal(findEarlier({ now, earlier }, cut(now, 300)), "The food was nice and warm.");
    assert.equal(findEarlier({ now, earlier }, cut(now, 300, 302)), "The food was nice and warm.");
  });

  it("refuses to look where too much differs", () => {
    const many = (word: string) => read(...Array.from({ length: 501 }, (_, i) => `${word} ${word}${i}.`));
    const now = many("aye");
    assert.throws(() => findEarlier({ now, earlier: many("bee") }, cut(now, 0)), {
      message: /More than 500 sentences/,
    });
  });

  it("refuses a sentence that was not there, and a part of one", () => {
    assert.throws(() => findEarlier({ now: NOW, earlier: read("It rained.") }, cut(NOW, 1)), {
      code: "no-text",
      message: /new/,
    });
    const side = { ...cut(NOW, 1), text: "The food" };
    assert.throws(() => findEarlier({ now: NOW, earlier: BEFORE }, side), {
      code: "no-text",
      message: /Whole sentences/,
    });
  });
});
