import assert from "node:assert/strict";
import type { CompareParams } from "../../../src/tasks/compare/compareRequest";
import { compareTexts } from "../../../src/tasks/compare/compareTexts";
import type { Model } from "../../../src/tasks/model/model";
import { createFakeModel, type FakeAnswers } from "../fakeModel";

const WORDS = ["tea", "soup", "a", "cup", "of", "un", "##do", "hot"];
const model = createFakeModel({
  words: WORDS,
  mlm: (pieces) => (pieces.includes("hot") ? { soup: 3, tea: 1 } : { tea: 3, soup: 1, cup: 0 }),
  nsp: (pieces) => [pieces.includes("hot") ? 1 : 3, 1],
  classifier: (pieces) => [pieces.includes("hot") ? 2 : 0, 0, 0],
  labels: ["negative", "neutral", "positive"],
  hidden: (pieces) => pieces.flatMap((piece, at) => (piece === "tea" && pieces[at - 1] === "hot" ? [0, 1] : [1, 0])),
  attention: (from, to, { head }) => (head === 0 ? 1 / 6 : from === to ? 1 : 0),
});

const compare = (request: CompareParams, other: Model = model) => compareTexts({ own: model, other }, request);
const near = (found: number | undefined, expected: number) =>
  assert.ok(Math.abs((found ?? NaN) - expected) < 1e-6, `${found}, expected ${expected}`);

describe("compareTexts", () => {
  it("says what fills of a chosen word changed, the most changed first", async () => {
    const { fills, words } = await compare({ text: "a cup tea", other: { text: "a hot tea" }, mask: ["tea"], top: 2 });
    const [only] = fills;
    assert.equal(fills.length, 1);
    assert.deepEqual(words[only!.word], { before: [3], after: [3], change: "same", moved: 0, cosine: 0 });
    assert.deepEqual(
      only!.fills.map(({ text }) => text).sort(),
      ["soup", "tea"],
      "the two best of each side, each once",
    );
    const others = 11 * Math.exp(-10);
    for (const { text, before, after } of only!.fills) {
      const [a, b] = [Math.exp(text === "tea" ? 3 : 1), Math.exp(text === "tea" ? 1 : 3)];
      near(before, a / (Math.exp(3) + Math.exp(1) + 1 + others - Math.exp(-10)));
      near(after, b / (Math.exp(3) + Math.exp(1) + others));
    }
    assert.deepEqual([only!.original.before?.rank, only!.original.after?.rank], [1, 2]);
  });

  it("fills literal masks unasked, and the word that stands where one was", async () => {
    const { fills, words } = await compare({ text: "a [MASK] of tea", other: { text: "a cup of tea" } });
    assert.deepEqual(
      fills.map(({ word, original }) => [words[word]?.change, original.before, original.after?.text]),
      [["replaced", undefined, "cup"]],
    );
  });

  it("says how labels, tone and, of pairs, P(next) changed", async () => {
    const { labels, tone, next } = await compare({ text: "a tea", other: { text: "hot tea" } });
    assert.equal(labels[0]?.label, "negative");
    near(labels[0].before, 1 / 3);
    near(labels[0].after, Math.exp(2) / (Math.exp(2) + 2));
    near(tone?.after?.negative, labels[0].after!);
    assert.equal(next, undefined);
    const pair = await compare({ text: "a tea", pair: "of cup", other: { text: "hot tea", pair: "of cup" } });
    near(pair.next?.before, 1 / (1 + Math.exp(-2)));
    near(pair.next?.after, 0.5);
    assert.deepEqual([pair.labels, pair.tone], [[], undefined]);
    const half = await compare({ text: "a tea", pair: "of cup", other: { text: "hot tea" } });
    assert.deepEqual([half.next?.after, half.tone?.before], [undefined, undefined]);
  });

  it("compares the attention of words: to a word the sum over its tokens, from a word the mean", async () => {
    const { links, words, heads, layers } = await compare({ text: "a tea", other: { text: "a undo" }, head: 0 });
    // [CLS] a tea [SEP], and [CLS] a un ##do [SEP]; every weight is 1/6.
    assert.deepEqual(
      words.map(({ before, after, change }) => [before, after, change]),
      [
        [[0], [0], "same"],
        [[1], [1], "same"],
        [[2], [2, 3], "replaced"],
        [[3], [4], "same"],
      ],
    );
    assert.deepEqual(heads, { before: [{ layer: 3, head: 0 }], after: [{ layer: 3, head: 0 }] });
    assert.deepEqual(
      links.map(({ from, to }) => [from, to]),
      [0, 1, 2, 3].map((from) => [from, 2]),
    );
    for (const { before, after } of links) {
      near(before, 1 / 6);
      near(after, 2 / 6);
    }
    for (const { moved } of words) near(moved, 1 / 12);
    // Of the other head, each token looks at itself alone: "undo" as a word, too.
    assert.equal(layers?.length, 4);
    for (const [first, second] of layers) {
      near(first, 1 / 12);
      near(second, 0);
    }
  });

  it("counts attention to words of one text alone as gone, and says nothing of what they attend to", async () => {
    const { links, words } = await compare({ text: "a tea", other: { text: "a hot cup of tea" }, layer: 0, head: 0 });
    assert.deepEqual(
      words.map(({ change, moved }) => [change, moved !== undefined]),
      [
        ["same", true],
        ["same", true],
        ["added", false],
        ["added", false],
        ["added", false],
        ["same", true],
        ["same", true],
      ],
    );
    assert.deepEqual(new Set(links.map(({ to }) => to)), new Set([2, 3, 4]));
    assert.ok(links.every(({ from, before }) => before === 0 && ![2, 3, 4].includes(from)));
  });

  it("compares two models of other shapes, labels and capitals", async () => {
    const other = createOther({ labels: ["joy", "fear"], classifier: () => [1, 0] });
    const { labels, layers, words, before, after, heads } = await compare(
      { text: "a Tea", other: { model: "/other" } },
      other,
    );
    assert.deepEqual(labels.map(({ label, before: a, after: b }) => [label, a === undefined, b === undefined]).sort(), [
      ["fear", true, false],
      ["joy", true, false],
      ["negative", false, true],
      ["neutral", false, true],
      ["positive", false, true],
    ]);
    assert.equal(layers, undefined);
    assert.ok(words.every(({ change, cosine, moved }) => change === "same" && cosine === undefined && moved! >= 0));
    assert.deepEqual([before.model, after.model], ["fake", "other"]);
    assert.deepEqual([heads.before.length, heads.after.length], [8, 4], "the mean of all heads of each");
  });

  it("finds no difference between a text and itself", async () => {
    const { links, words, labels } = await compare({ text: "a cup of tea", other: { text: "a cup of tea" } });
    assert.deepEqual(links, []);
    assert.ok(words.every(({ moved, cosine, change }) => moved === 0 && cosine === 1 && change === "same"));
    assert.ok(labels.every(({ before, after }) => before === after));
  });

  const refused: readonly { name: string; request: CompareParams; message: RegExp; code?: string }[] = [
    { name: "nothing to compare with", request: { text: "a", other: {} }, message: /neither a text nor a model/ },
    { name: "a pair alone", request: { text: "a", other: { pair: "b", model: "/m" } }, message: /pair and no text/ },
    { name: "a layer that is none", request: { text: "a", other: { text: "a" }, layer: 4 }, message: /layer is 4/ },
    { name: "a word that is not there", request: { text: "a", other: { text: "a" }, mask: ["tea"] }, message: /"tea"/ },
    {
      name: "too many places",
      request: { text: "[MASK] ".repeat(33), other: { text: "[MASK] ".repeat(33) } },
      message: /33 places.*at most 32/,
      code: "too-many",
    },
  ];
  for (const { name, request, message, code = "bad-option" } of refused) {
    it(`refuses ${name}`, () => assert.rejects(compare(request), { code, message }));
  }

  it("puts the other text first if it is the earlier one; the words to fill are still those of the text", async () => {
    const asked = { text: "a hot tea", other: { text: "a tea" }, mask: [3], otherFirst: true };
    const { before, after, words, fills } = await compare(asked);
    assert.deepEqual([before.tokens.length, after.tokens.length], [4, 5]);
    assert.deepEqual(
      words.map(({ change }) => change),
      ["same", "same", "added", "same", "same"],
    );
    assert.deepEqual(
      fills.map(({ word }) => words[word]?.after),
      [[3]],
    );
  });

  it("fills no word that stands in one text alone", async () => {
    const { fills } = await compare({ text: "a cup", other: { text: "a" }, mask: ["cup"] });
    assert.deepEqual(fills, []);
  });

  it("fills nothing where one of the models fills no masks", async () => {
    const other = createOther({});
    const { fills } = await compare({ text: "a [MASK]", other: { model: "/other" } }, other);
    assert.deepEqual(fills, []);
  });
});

function createOther(answers: Omit<FakeAnswers, "words">): Model {
  const fake = createFakeModel({ words: WORDS, hidden: (pieces) => pieces.flatMap(() => [1, 0]), ...answers });
  return { ...fake, info: { ...fake.info, name: "other", layers: 2, has: { ...fake.info.has, mlm: false } } };
}
