import assert from "node:assert/strict";
import { findToneFinding } from "../../../../src/lint/rules/tone/findToneFinding";
import { listSentences } from "../../../../src/text/sentences/listSentences";

const scored = (text: string, negative: number, neutral: number) => ({
  sentence: {
    text,
    span: { start: 10, end: 10 + text.length },
    runs: [{ textStart: 0, start: 10, length: text.length }],
  },
  tone: { scores: { negative, neutral, positive: 1 - negative - neutral } },
});

const find = ({ sentence, tone }: ReturnType<typeof scored>, threshold: number) =>
  findToneFinding(sentence, tone, { threshold });

describe("findToneFinding", () => {
  for (const [text, quoted] of [
    ["This is a terrible mess.", "This is a terrible mess."],
    [
      "This is a terrible mess that wasted our whole week and more of it than that.",
      "This is a terrible mess that wasted our whole week and more…",
    ],
    [`It is ${"x".repeat(100)}`, `It is ${"x".repeat(54)}…`],
    [`It is bad ${"🙂".repeat(30)}`, `It is bad ${"🙂".repeat(25)}…`],
    [`It is so ${"🙂".repeat(30)}`, `It is so ${"🙂".repeat(25)}…`],
  ] as const) {
    it(`quotes as much of the sentence as identifies it: ${quoted}`, () => {
      const finding = find(scored(text, 0.9, 0.06), 0.7);
      assert.equal(finding?.message, `Reads negative: “${quoted}”`);
    });
  }

  it("quotes code as it stands in the document", () => {
    const document = "The `--watch` option is a **terrible** mess.";
    const [sentence] = listSentences(document, "markdown");
    const options = { threshold: 0.5, document };
    const finding = findToneFinding(sentence!, { scores: { negative: 0.9, neutral: 0.1, positive: 0 } }, options);
    assert.equal(finding?.message, "Reads negative: “The --watch option is a terrible mess.”");
  });

  it("leaves out a link that is all of its block, which the heading it leads to says again", () => {
    const { sentence, tone } = scored("This API is a mess", 0.9, 0.06);
    const listKinds = (["link", "heading", "cell"] as const).filter((kind) =>
      findToneFinding({ ...sentence, kind }, tone, { threshold: 0.5 }),
    );
    assert.deepEqual(listKinds, ["heading", "cell"]);
  });

  for (const { name, text, negative, neutral, threshold, found } of [
    {
      name: "a negative sentence is found",
      text: "This is a terrible mess.",
      negative: 0.9,
      neutral: 0.06,
      threshold: 0.7,
      found: true,
    },
    {
      name: "at the threshold it is found",
      text: "This is a terrible mess.",
      negative: 0.7,
      neutral: 0.2,
      threshold: 0.7,
      found: true,
    },
    {
      name: "under the threshold it is not found",
      text: "This is a terrible mess.",
      negative: 0.69,
      neutral: 0.2,
      threshold: 0.7,
      found: false,
    },
    {
      name: "negative must be the most probable, whatever the threshold",
      text: "This is a terrible mess.",
      negative: 0.4,
      neutral: 0.5,
      threshold: 0.1,
      found: false,
    },
    {
      name: "two words are a label, not a sentence",
      text: "Bad request",
      negative: 0.99,
      neutral: 0.005,
      threshold: 0.7,
      found: false,
    },
    {
      name: "punctuation does not count as words",
      text: "Bad — — — …!",
      negative: 0.99,
      neutral: 0.005,
      threshold: 0.7,
      found: false,
    },
    {
      name: "words of other scripts count",
      text: "Это очень плохо.",
      negative: 0.9,
      neutral: 0.05,
      threshold: 0.7,
      found: true,
    },
  ]) {
    it(name, () => {
      const finding = find(scored(text, negative, neutral), threshold);
      assert.equal(finding !== undefined, found);
      if (finding !== undefined) {
        assert.deepEqual(finding.span, { start: 10, end: 10 + text.length });
        assert.equal(finding.score, negative);
        assert.deepEqual(Object.keys(finding.scores), ["negative", "neutral", "positive"]);
      }
    });
  }

  for (const threshold of [-0.1, 1.1, NaN]) {
    it(`refuses a threshold of ${threshold}, and names it`, () =>
      assert.throws(() => find(scored("All is well.", 0, 1), threshold), /threshold is/));
  }
});
