// No namesake: `encodeWindows` is a method of the object that `createTokenizer` makes; `cutWindows` does the cutting.
import assert from "node:assert/strict";
import { createTokenizer } from "../../src/tokenizer/createTokenizer";
import type { Encoding, Token } from "../../src/tokenizer/encoding";
import { drawTexts } from "./drawTexts";
import { createSpec, readBundledPieces, SPECIALS } from "./specs";

const small = createTokenizer(createSpec([...Object.values(SPECIALS), "a", "b", "##b"]));
const bundled = createTokenizer(createSpec(readBundledPieces(), { lowercase: true }));

function showTexts(windows: readonly Encoding[]): readonly string[] {
  return windows.map(({ tokens }) =>
    tokens
      .slice(1, -1)
      .map(({ text }) => text)
      .join(" "),
  );
}

describe("encodeWindows", () => {
  for (const { name, text, overlap, windows } of [
    { name: "no text is one window", text: "", windows: [""] },
    { name: "text that fits is one window", text: "a a a a a a", windows: ["a a a a a a"] },
    { name: "one token more is two windows", text: "a a a a a a a", windows: ["a a a a a a", "a"] },
    { name: "a word goes whole to the next window", text: "a a a a a bb a", windows: ["a a a a a", "b ##b a"] },
    {
      name: "a word longer than a window is cut between pieces, in company",
      text: "a bbbbbbbb a",
      windows: ["a b ##b ##b ##b ##b", "##b ##b ##b a"],
    },
    { name: "neighbours share tokens", text: "a a a a a bb", overlap: 2, windows: ["a a a a a", "a a b ##b"] },
    {
      name: "neighbours share whole words only",
      text: "a a a bb bb",
      overlap: 1,
      windows: ["a a a b ##b", "b ##b"],
    },
    {
      name: "neighbours share less where the next word needs the room",
      text: "a a a bbbbb",
      overlap: 3,
      windows: ["a a a", "a b ##b ##b ##b ##b"],
    },
  ] satisfies { name: string; text: string; overlap?: number; windows: string[] }[]) {
    it(name, () => {
      const options = overlap === undefined ? { maxTokens: 8 } : { maxTokens: 8, overlap };
      assert.deepEqual(showTexts(small.encodeWindows(text, options)), windows);
    });
  }

  it("each window is a sequence of its own, its spans and words those of the whole text", () => {
    const windows = small.encodeWindows("a a a a a a bb", { maxTokens: 8 });
    const show = ({ text, span, word, position }: Token): unknown => [text, span.start, span.end, word, position];
    assert.deepEqual(windows[1]?.tokens.map(show), [
      ["[CLS]", 12, 12, undefined, 0],
      ["b", 12, 13, 6, 1],
      ["##b", 13, 14, 6, 2],
      ["[SEP]", 14, 14, undefined, 3],
    ]);
  });

  it("windows hold every token in order, none is over the limit, and each brings something new", () => {
    for (const text of drawTexts(7, 300)) {
      const whole = bundled.encode(text).tokens.slice(1, -1);
      for (const { maxTokens, overlap } of [
        { maxTokens: 8, overlap: 0 },
        { maxTokens: 8, overlap: 3 },
        { maxTokens: 16, overlap: 5 },
        { maxTokens: 64, overlap: 31 },
      ]) {
        let seen = 0;
        for (const { tokens } of bundled.encodeWindows(text, { maxTokens, overlap })) {
          assert.ok(tokens.length <= maxTokens);
          assert.deepEqual([tokens[0]?.text, tokens.at(-1)?.text], ["[CLS]", "[SEP]"]);
          assert.deepEqual(
            tokens.map(({ position }) => position),
            [...tokens.keys()],
          );
          const own = tokens.slice(1, -1);
          const start = own.length === 0 ? seen : findIndex(whole, own[0]!);
          assert.ok(start <= seen && start >= seen - overlap);
          assert.deepEqual(own.map(forgetPosition), whole.slice(start, start + own.length).map(forgetPosition));
          assert.ok(start + own.length > seen || whole.length === 0);
          seen = start + own.length;
        }
        assert.equal(seen, whole.length);
      }
    }
  });

  for (const { name, options, message } of [
    { name: "a limit of 7", options: { maxTokens: 7 }, message: /maxTokens is 7/ },
    { name: "a limit that is no whole number", options: { maxTokens: 8.5 }, message: /maxTokens is 8.5/ },
    { name: "more than half shared", options: { maxTokens: 8, overlap: 4 }, message: /overlap is 4, .* 0 to 3/ },
    { name: "less than nothing shared", options: { maxTokens: 8, overlap: -1 }, message: /overlap is -1/ },
  ]) {
    it(`refuses ${name}`, () =>
      assert.throws(() => small.encodeWindows("a", options), { code: "bad-option", message }));
  }
});

function findIndex(tokens: readonly Token[], { span, id }: Token): number {
  return tokens.findIndex((token) => token.span.start === span.start && token.span.end === span.end && token.id === id);
}

function forgetPosition(token: Token): Token {
  return { ...token, position: 0 };
}
