import assert from "node:assert/strict";
import { joinTags } from "../../../src/tasks/tag/joinTags";
import { mergeWindows } from "../../../src/tasks/tag/mergeWindows";
import { tagTexts } from "../../../src/tasks/tag/tagTexts";
import { createFakeModel } from "../fakeModel";

const LABELS = ["O", "B-PER", "I-PER", "LOC"];
const NAMES: Readonly<Record<string, string>> = { ann: "B-PER", lee: "I-PER", oslo: "LOC" };

const createTagger = (maxTokens = 64) =>
  createFakeModel({
    words: ["ann", "lee", "in", "oslo", "bob"],
    maxTokens,
    tagLabels: LABELS,
    tags: (pieces) => pieces.flatMap((piece) => LABELS.map((label) => (label === (NAMES[piece] ?? "O") ? 5 : 0))),
  });

describe("joinTags", () => {
  for (const { name, labels, joined } of [
    { name: "B- and I- of a label are one", labels: ["B-PER", "I-PER"], joined: ["PER 0-2"] },
    { name: "a second B- begins another", labels: ["B-PER", "B-PER", "I-PER"], joined: ["PER 0-1", "PER 1-3"] },
    { name: "I- without B- begins one too", labels: ["O", "I-LOC", "I-LOC"], joined: ["LOC 1-3"] },
    { name: "another label begins another", labels: ["I-LOC", "I-PER"], joined: ["LOC 0-1", "PER 1-2"] },
    { name: "what is outside parts two", labels: ["I-LOC", "O", "I-LOC"], joined: ["LOC 0-1", "LOC 2-3"] },
    { name: "labels without B- and I- are joined", labels: ["NOUN", "NOUN", "VERB"], joined: ["NOUN 0-2", "VERB 2-3"] },
    { name: "nothing is outside only by its name", labels: ["OUT", "O"], joined: ["OUT 0-1"] },
    { name: "no tokens have no tags", labels: [], joined: [] },
  ]) {
    it(name, () => {
      const tokens = labels.map((label, at) => ({ label, probability: 0.5, span: { start: at, end: at + 1 } }));
      const found = joinTags(tokens).map(({ label, span }) => `${label} ${span.start}-${span.end}`);
      assert.deepEqual(found, joined);
    });
  }

  it("gives a name the mean of its tokens' probabilities", () => {
    const [tag] = joinTags([
      { label: "B-PER", probability: 0.5, span: { start: 0, end: 1 } },
      { label: "I-PER", probability: 1, span: { start: 2, end: 3 } },
    ]);
    assert.equal(tag?.probability, 0.75);
  });
});

describe("mergeWindows", () => {
  const tag = (start: number, end: number, probability = 0.5) => ({ span: { start, end }, label: "PER", probability });
  for (const { name, windows, merged } of [
    {
      name: "keeps what does not overlap, in order",
      windows: [[tag(4, 6)], [tag(0, 2)]],
      merged: [tag(0, 2), tag(4, 6)],
    },
    { name: "keeps the longer of two", windows: [[tag(0, 3)], [tag(0, 5)]], merged: [tag(0, 5)] },
    {
      name: "keeps the surer of two of a length",
      windows: [[tag(0, 3, 0.2)], [tag(0, 3, 0.9)]],
      merged: [tag(0, 3, 0.9)],
    },
    { name: "keeps nothing of nothing", windows: [[], []], merged: [] },
  ]) {
    it(name, () => assert.deepEqual(mergeWindows(windows), merged));
  }
});

describe("tagTexts", () => {
  it("labels each text, in float32, and a text without words not at all", async () => {
    const model = createTagger();
    const { tags, precision } = await tagTexts(model, { texts: ["Ann Lee in Oslo", "", "bob"] });
    assert.deepEqual(
      tags.map((each) => each.map(({ label, span }) => `${label} ${span.start}-${span.end}`)),
      [["PER 0-7", "LOC 11-15"], [], []],
    );
    assert.equal(precision, "fp32");
    assert.equal(model.requests[0]?.exact, true);
  });

  it("reads a long text in windows and finds each name once", async () => {
    const text = Array.from({ length: 30 }, () => "in oslo").join(" ");
    const { tags } = await tagTexts(createTagger(12), { texts: [text] });
    assert.equal(tags[0]?.length, 30);
  });

  it("answers nothing about no texts", async () => {
    assert.deepEqual((await tagTexts(createTagger(), { texts: [] })).tags, []);
  });

  it("refuses a model that labels no words, and names one that does", async () => {
    const message = /model "fake" does not label words.*cloze model pull dslim\/bert-base-NER/;
    await assert.rejects(tagTexts(createFakeModel({ words: [] }), { texts: ["a"] }), { code: "no-readout", message });
  });
});
