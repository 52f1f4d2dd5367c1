import assert from "node:assert/strict";
import { alignWords, type ReadText } from "../../../src/tasks/compare/alignWords";
import type { Token } from "../../../src/tokenizer/encoding";

/** Reads "The un|do it": words stand between spaces, and a bar cuts one into tokens. */
function read(marked: string, pair?: string): ReadText {
  const [text, second] = [marked, pair].map((each) => each?.replaceAll("|", ""));
  const tokens: Token[] = [];
  const push = (token: Partial<Token> & Pick<Token, "kind" | "span" | "segment">) =>
    tokens.push({ text: "", id: 0, position: tokens.length, word: undefined, ...token });
  push({ kind: "cls", span: { start: 0, end: 0 }, segment: 0 });
  for (const [segment, written] of [marked, pair].entries()) {
    if (written === undefined) continue;
    let end = 0;
    for (const [word, pieces] of written.split(" ").entries()) {
      for (const [i, piece] of pieces.split("|").entries()) {
        const start = end;
        end += piece.length;
        if (piece !== "") {
          push({ kind: i === 0 ? "word" : "continuation", span: { start, end }, segment: segment as 0 | 1, word });
        }
      }
      end += 1;
    }
    push({ kind: "sep", span: { start: end, end }, segment: segment as 0 | 1 });
  }
  return { text: text ?? "", pair: second, tokens, cased: false };
}

/** "0=0" is the same word, "1~2" another one in its place, "2-" gone and "+3" new. */
function align(before: ReadText, after: ReadText): string {
  const signs = { same: "=", replaced: "~", removed: "-", added: "+" };
  return alignWords(before, after)
    .map(({ before: a = [], after: b = [], change }) => `${a.join(",")}${signs[change]}${b.join(",")}`)
    .join(" ");
}

describe("alignWords", () => {
  const cases = [
    { name: "one text", a: read("a b"), b: read("a b"), aligned: "0=0 1=1 2=2 3=3" },
    { name: "a word in place of another", a: read("a b c"), b: read("a d c"), aligned: "0=0 1=1 2~2 3=3 4=4" },
    { name: "as many words as before", a: read("a b c d"), b: read("a x y d"), aligned: "0=0 1=1 2~2 3~3 4=4 5=5" },
    { name: "more words than before", a: read("a b c"), b: read("a x y c"), aligned: "0=0 1=1 2- +2 +3 3=4 4=5" },
    { name: "a new word", a: read("a c"), b: read("a b c"), aligned: "0=0 1=1 +2 2=3 3=4" },
    { name: "a word that is gone", a: read("a b c"), b: read("a c"), aligned: "0=0 1=1 2- 3=2 4=3" },
    { name: "capitals that the model does not know", a: read("A b"), b: read("a c"), aligned: "0=0 1=1 2~2 3=3" },
    { name: "a word of several tokens", a: read("a un|do"), b: read("b undo"), aligned: "0=0 1~1 2,3=2 4=3" },
    { name: "a text without a word", a: read(""), b: read("a"), aligned: "0=0 +1 1=2" },
    {
      name: "each text of a pair by itself",
      a: read("a b", "c"),
      b: read("a", "b c"),
      aligned: "0=0 1=1 2- 3=2 +3 4=4 5=5",
    },
    { name: "a text and a pair", a: read("a"), b: read("a", "b"), aligned: "0=0 1=1 2=2 +3 +4" },
  ];
  for (const { name, a, b, aligned } of cases) {
    it(`aligns ${name}`, () => assert.equal(align(a, b), aligned));
  }

  it("aligns one text, cut into other words by another tokenizer, by its characters", () => {
    // "don't we" as [don] ['] [t] [we], and as [don] ['t] [we].
    const cut = (spans: readonly (readonly [number, number])[]): ReadText => ({
      ...read("don't we"),
      tokens: [
        ...read("").tokens.slice(0, 1),
        ...spans.map(([start, end], word) => ({
          ...({ text: "", id: 0, kind: "word", segment: 0 } as const),
          ...{ span: { start, end }, word, position: word + 1 },
        })),
        { ...read("").tokens.at(-1)!, span: { start: 8, end: 8 }, position: spans.length + 1 },
      ],
    });
    const fine = cut([
      [0, 3],
      [3, 4],
      [4, 5],
      [6, 8],
    ]);
    const coarse = cut([
      [0, 3],
      [3, 5],
      [6, 8],
    ]);
    assert.equal(align(fine, coarse), "0=0 1=1 2,3=2 4=3 5=4");
    assert.equal(align(coarse, fine), "0=0 1=1 2=2,3 3=4 4=5");
    const across = cut([
      [0, 4],
      [4, 8],
    ]);
    assert.equal(align(coarse, across), "0=0 1,2,3=1,2 4=3");
    const short = cut([[0, 3]]);
    assert.equal(align(fine, short), "0=0 1=1 2- 3- 4- 5=2", "of which less was read");
    assert.equal(align(short, fine), "0=0 1=1 +2 +3 +4 2=5");
  });
});
