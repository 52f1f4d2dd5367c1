import assert from "node:assert/strict";
import { buildFillItems, describeContext, describeSoftening } from "../../../src/editor/fill/buildFillItems";

const FILLS = [
  { texts: ["dog"], probability: 0.5 },
  { texts: ["cat"], probability: 0.25 },
];

describe("buildFillItems", () => {
  it("marks the word in the text when it is among the fills", () => {
    const original = { ...FILLS[1]!, texts: ["Cat"], rank: 2 };
    const items = buildFillItems({ fills: FILLS, original });
    assert.deepEqual(
      items.map(({ label, isOriginal }) => [label, isOriginal]),
      [
        ["dog", false],
        ["Cat", true],
      ],
    );
    assert.match(items[1]!.description, /25\.0 % .* rank 2$/);
  });

  it("adds the word in the text, with its rank, when it is not among the fills", () => {
    const original = { texts: ["axolotl"], probability: 0.00001, rank: 12345 };
    const items = buildFillItems({ fills: FILLS, original });
    assert.equal(items.length, 3);
    assert.equal(items[2]!.isOriginal, true);
    assert.match(items[2]!.description, /< 0\.1 % .* rank 12,345$/);
  });

  it("draws the bars relative to the best fill", () => {
    const [first, second] = buildFillItems({ fills: FILLS });
    assert.match(first!.description, /^▰{10} {2}50\.0 %$/);
    assert.match(second!.description, /^▰{5}▱{5} {2}25\.0 %$/);
  });

  it("says how negative the sentence is with each word; the one in the text comes last", () => {
    const original = { texts: ["axolotl"], probability: 0.00001, rank: 12345 };
    const items = buildFillItems({ fills: FILLS, original }, { negative: [0.5, 0.02, 0.9] });
    assert.deepEqual(
      items.map(({ description }) => /sentence (.*) negative/.exec(description)?.[1]),
      ["2.0 %", "50.0 %", "90.0 %"],
    );
  });

  for (const { name, negative, count, labels, headings } of [
    {
      name: "lists first what softens the sentence, most first, then the likeliest",
      negative: [0.9, 0.3, 0.93, 0.1, 0.94],
      labels: ["setback*", "change*", "mess", "joke", "disaster"],
      headings: ["softens the sentence, most first", "does not soften it"],
    },
    {
      name: "says so when nothing softens it, and keeps the order",
      negative: [0.95, 0.93, 0.97, 0.91, 0.95],
      labels: ["mess", "change", "joke", "setback", "disaster"],
      headings: [undefined, "none of these softens the sentence"],
    },
    {
      name: "cuts the likeliest before it cuts what softens",
      negative: [0.9, 0.9, 0.9, 0.1, 0.94],
      count: 2,
      labels: ["setback*", "mess", "disaster"],
      headings: ["softens the sentence, most first", "does not soften it"],
    },
    {
      name: "keeps the order where tones are unknown",
      negative: [],
      labels: ["mess", "change", "joke", "setback", "disaster"],
      headings: [undefined, undefined],
    },
  ] as const) {
    it(name, () => {
      const words = ["mess", "change", "joke", "setback"];
      const fills = words.map((text, i) => ({ texts: [text], probability: 0.4 / (i + 1) }));
      const original = { texts: ["disaster"], probability: 0.01, rank: 9 };
      const items = buildFillItems({ fills, original }, { negative, ...(count && { count }) });
      assert.deepEqual(
        items.map(({ label, softens }) => `${label}${softens ? "*" : ""}`),
        labels,
      );
      const heading = (isSofter: boolean) =>
        items.some(({ softens }) => softens === isSofter) ? describeSoftening(items, isSofter) : undefined;
      assert.deepEqual([heading(true), heading(false)], headings);
    });
  }

  it("lists of several masks a word for each, and marks those in the text, which have no rank", () => {
    const fills = [
      { texts: ["paris", "france"], probability: 0.5 },
      { texts: ["rome", "italy"], probability: 0.25 },
    ];
    const original = { texts: ["Rome", "Italy"], probability: 0.25 };
    const items = buildFillItems({ fills, original });
    assert.deepEqual(
      items.map(({ label, words, isOriginal }) => ({ label, words, isOriginal })),
      [
        { label: "paris, france", words: ["paris", "france"], isOriginal: false },
        { label: "Rome, Italy", words: ["Rome", "Italy"], isOriginal: true },
      ],
    );
    assert.match(items[1]!.description, /25\.0 % {2}· {2}in the text now$/);
  });

  it("adds no word for a literal mask", () => {
    assert.equal(buildFillItems({ fills: FILLS }).length, 2);
  });
});

describe("describeContext", () => {
  const around = { before: ["a", "b"], after: ["c"] };
  for (const { name, context, texts, says } of [
    { name: "nothing, where nothing is around", context: undefined, texts: { before: [], after: [] }, says: undefined },
    {
      name: "that all was read",
      context: { before: [0, 1], after: [0] },
      texts: around,
      says: "read with the text around",
    },
    {
      name: "that nothing was read",
      context: { before: [], after: [] },
      texts: around,
      says: "read alone: the text around is about something else",
    },
    {
      name: "how much was read",
      context: { before: [1], after: [] },
      texts: around,
      says: "read with 1 of 3 pieces of the text around; the others are about something else",
    },
  ]) {
    it(`says ${name}`, () => assert.equal(describeContext(context, texts), says));
  }
});
