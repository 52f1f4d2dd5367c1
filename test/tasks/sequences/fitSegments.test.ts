import assert from "node:assert/strict";
import { fitSegments } from "../../../src/tasks/sequences/fitSegments";
import type { Token } from "../../../src/tokenizer/encoding";

const tokens = (count: number): Token[] =>
  Array.from({ length: count }, (_, i) => ({
    text: "w",
    id: 9,
    kind: "word",
    span: { start: i * 2, end: i * 2 + 1 },
    segment: 0,
    position: i,
    word: i,
  }));

describe("fitSegments", () => {
  for (const { name, a, b, maxTokens, keep, expected } of [
    {
      name: "keeps everything that fits, and says nothing of what was read",
      a: 6,
      b: undefined,
      maxTokens: 8,
      keep: "start",
      expected: { a: [0, 6], b: undefined, cut: false },
    },
    {
      name: "keeps the start",
      a: 10,
      b: undefined,
      maxTokens: 8,
      keep: "start",
      expected: { a: [0, 6], b: undefined, cut: true },
    },
    {
      name: "keeps the end",
      a: 10,
      b: undefined,
      maxTokens: 8,
      keep: "end",
      expected: { a: [4, 10], b: undefined, cut: true },
    },
    {
      name: "keeps the tokens around an index",
      a: 100,
      b: undefined,
      maxTokens: 12,
      keep: 50,
      expected: { a: [45, 55], b: undefined, cut: true },
    },
    {
      name: "keeps the start around an index near it",
      a: 100,
      b: undefined,
      maxTokens: 12,
      keep: 1,
      expected: { a: [0, 10], b: undefined, cut: true },
    },
    {
      name: "keeps the end around an index at it",
      a: 100,
      b: undefined,
      maxTokens: 12,
      keep: 99,
      expected: { a: [90, 100], b: undefined, cut: true },
    },
    {
      name: "keeps a pair that fits exactly",
      a: 3,
      b: 2,
      maxTokens: 8,
      keep: "end",
      expected: { a: [0, 3], b: [0, 2], cut: false },
    },
    {
      name: "cuts a long A first",
      a: 100,
      b: 3,
      maxTokens: 13,
      keep: "end",
      expected: { a: [93, 100], b: [0, 3], cut: true },
    },
    {
      name: "cuts a long B first",
      a: 3,
      b: 100,
      maxTokens: 13,
      keep: "end",
      expected: { a: [0, 3], b: [0, 7], cut: true },
    },
    {
      name: "shares the room between two long sides",
      a: 100,
      b: 100,
      maxTokens: 13,
      keep: "end",
      expected: { a: [95, 100], b: [0, 5], cut: true },
    },
  ] as const) {
    it(name, () => {
      const [all, other] = [tokens(a), b === undefined ? undefined : tokens(b)];
      const fitted = fitSegments(all, other, { maxTokens, added: b === undefined ? 2 : 3, keep });
      assert.deepEqual(fitted.a, all.slice(...expected.a));
      assert.deepEqual(fitted.b, expected.b && other?.slice(...expected.b));
      assert.equal(fitted.read !== undefined, expected.cut);
      if (fitted.read)
        assert.deepEqual(fitted.read.span, { start: fitted.a[0]!.span.start, end: fitted.a.at(-1)!.span.end });
    });
  }

  it("refuses a limit with no room for text", () =>
    assert.throws(() => fitSegments(tokens(3), tokens(3), { maxTokens: 4, added: 3, keep: "end" }), {
      code: "too-long",
    }));
});
