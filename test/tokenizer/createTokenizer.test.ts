import assert from "node:assert/strict";
import { createTokenizer } from "../../src/tokenizer/createTokenizer";
import type { Token } from "../../src/tokenizer/encoding";
import { TokenizerError, type TokenizerErrorCode } from "../../src/tokenizer/tokenizerError";
import type { WordPieceSpec } from "../../src/tokenizer/tokenizerSpec";
import { assertLinear } from "../harness/assertLinear";
import { createSpec, SPECIALS } from "./specs";

const PIECES = [
  ...Object.values(SPECIALS),
  ..."un aff ##aff ##able able cafe i istanbul 漢 字 a ##a b ##b . , ! [ ] mask sep = 😀 ##😀 ο ##σ".split(" "),
];
const uncased = createTokenizer(createSpec(PIECES, { lowercase: true }));
const cased = createTokenizer(createSpec([...PIECES, "Café", "I", "##stanbul"]));

/** "piece@start-end"; added tokens as their names. */
function show(tokens: readonly Token[]): string {
  return tokens
    .map(({ text, span, word }) => (word === undefined ? text : `${text}@${span.start}-${span.end}`))
    .join(" ");
}

describe("createTokenizer", () => {
  for (const { name, text, tokens } of [
    { name: "nothing is [CLS] [SEP]", text: "", tokens: "" },
    { name: "white space is nothing", text: " \t\r\n\u3000", tokens: "" },
    { name: "the longest piece wins", text: "unaffable", tokens: "un@0-2 ##aff@2-5 ##able@5-9" },
    { name: "a word that cannot be cut to its end is unknown", text: "unaffx", tokens: "[UNK]@0-6" },
    { name: "a stripped accent belongs to its letter", text: "Café a", tokens: "cafe@0-4 a@5-6" },
    { name: "a combining accent stands outside the span", text: "cafe\u0301 a", tokens: "cafe@0-4 a@6-7" },
    { name: "lower case that is longer", text: "İstanbul a", tokens: "istanbul@0-8 a@9-10" },
    { name: "a capital sigma is not final", text: "ΟΣ", tokens: "ο@0-1 ##σ@1-2" },
    { name: "each ideograph is a word", text: "a漢字b", tokens: "a@0-1 漢@1-2 字@2-3 b@3-4" },
    { name: "an emoji is two units", text: "😀a 😀😀", tokens: "😀@0-2 ##a@2-3 😀@4-6 ##😀@6-8" },
    { name: "a lone surrogate is dropped", text: "a\ud83d b\ude00a", tokens: "a@0-1 b@3-4 ##a@5-6" },
    { name: "a control character inside a word is dropped", text: "a\u0000b", tokens: "a@0-1 ##b@2-3" },
    { name: "a zero-width joiner is dropped", text: "a\u200db", tokens: "a@0-1 ##b@2-3" },
    { name: "CRLF separates words", text: "a\r\nb", tokens: "a@0-1 b@3-4" },
    { name: "what decomposes to punctuation is punctuation", text: "a≠b", tokens: "a@0-1 =@1-2 b@2-3" },
    { name: "[MASK] is the mask", text: "a [MASK].", tokens: "a@0-1 [MASK]@2-8 .@8-9" },
    { name: "[MASK] cuts a word", text: "a[MASK]b", tokens: "a@0-1 [MASK]@1-7 b@7-8" },
    { name: "[SEP] is text", text: "[SEP]", tokens: "[@0-1 sep@1-4 ]@4-5" },
  ]) {
    it(name, () => assert.equal(show(uncased.encode(text).tokens), `[CLS] ${tokens} [SEP]`.replace("  ", " ")));
  }

  it("a cased vocabulary keeps case and accents", () => {
    assert.equal(show(cased.encode("Café Istanbul").tokens), "[CLS] Café@0-4 I@5-6 ##stanbul@6-13 [SEP]");
    assert.deepEqual([cased.cased, uncased.cased], [true, false]);
  });

  it("special names are tokens as in the reference, or text, as asked", () => {
    const { tokens } = uncased.encode("[SEP]", { specials: "reference" });
    assert.equal(show(tokens), "[CLS] [SEP]@0-5 [SEP]");
    assert.equal(show(uncased.encode("[MASK]", { specials: "none" }).tokens), "[CLS] [@0-1 mask@1-5 ]@5-6 [SEP]");
  });

  it("a special name is taken character for character", () => {
    const specials = { ...SPECIALS, mask: "<.*mask|>" };
    const tokenizer = createTokenizer(createSpec([...PIECES, "<.*mask|>"], { specials, lowercase: true }));
    assert.equal(show(tokenizer.encode("a<.*mask|>").tokens), "[CLS] a@0-1 <.*mask|>@1-10 [SEP]");
  });

  it("a pair has segments, running positions, and words and spans of each side's own", () => {
    const { tokens } = uncased.encodePair("a b", "unaffable");
    assert.equal(show(tokens), "[CLS] a@0-1 b@2-3 [SEP] un@0-2 ##aff@2-5 ##able@5-9 [SEP]");
    assert.deepEqual(
      tokens.map(({ segment }) => segment),
      [0, 0, 0, 0, 1, 1, 1, 1],
    );
    assert.deepEqual(
      tokens.map(({ position }) => position),
      [0, 1, 2, 3, 4, 5, 6, 7],
    );
    assert.deepEqual(
      tokens.map(({ word }) => word),
      [undefined, 0, 1, undefined, 0, 0, 0, undefined],
    );
  });

  it("an added token is empty and stands at its side's end", () => {
    const spans = uncased
      .encodePair("a ", "b")
      .tokens.filter(({ word }) => word === undefined)
      .map(({ span }) => [span.start, span.end]);
    assert.deepEqual(spans, [
      [0, 0],
      [2, 2],
      [1, 1],
    ]);
  });

  for (const { name, make } of [
    { name: "letters", make: (size) => "a".repeat(size) },
    { name: "syllables of three letters", make: (size) => "한".repeat(size) },
    { name: "marks to be sorted", make: (size) => "\u302e\u302a".repeat(size / 2) },
    { name: "dropped characters and a letter", make: (size) => `${"\u0301".repeat(size - 1)}é` },
  ] satisfies { name: string; make: (size: number) => string }[]) {
    it(`a long word of ${name} is one [UNK], in a time that grows as it does`, () => {
      const run = (text: string): void => {
        const { tokens } = uncased.encode(text);
        assert.deepEqual(
          tokens.map(({ id }) => id),
          [1, 0, 2],
        );
      };
      assertLinear({ size: 250_000, make, run });
    });
  }

  it("a vocabulary of long pieces costs a time that grows as the word does", () => {
    const long = "a".repeat(2000);
    const pieces = [...Object.values(SPECIALS), `${long}b`, `##${long}b`, "a", "##a"];
    const tokenizer = createTokenizer(createSpec(pieces, { maxWordLength: 1_000_000 }));
    const run = (text: string): void => {
      assert.equal(tokenizer.encode(text).tokens.length, text.length + 2);
    };
    // Words longer than the longest piece: up to its length, the search grows with each letter.
    assertLinear({ size: 5000, make: (size) => "a".repeat(size), run });
  });

  it("remembered words do not change later texts", () => {
    const tokenizer = createTokenizer(createSpec(PIECES, { lowercase: true }));
    const words = Array.from({ length: 200_000 }, (_, index) =>
      (index + 10).toString(2).replace(/0/g, "a").replace(/1/g, "b"),
    );
    const before = show(tokenizer.encode("unaffable Café").tokens);
    assert.equal(
      tokenizer.encode(words.join(" ")).tokens.length,
      words.reduce((sum, word) => sum + word.length, 2),
    );
    assert.equal(show(tokenizer.encode("unaffable Café").tokens), before);
  });
});

describe("createTokenizer refuses", () => {
  const specials = { ...SPECIALS, mask: "[BLANK]" };
  for (const { name, spec, code, message } of [
    { name: "no pieces", spec: { pieces: [] }, code: "empty-vocabulary", message: /0 pieces/ },
    {
      name: "a piece twice",
      spec: { pieces: [...PIECES, "able"] },
      code: "duplicate-piece",
      message: /"able" has ids 9 and/,
    },
    {
      name: "a special that is no piece",
      spec: { specials },
      code: "missing-special",
      message: /"mask" is "\[BLANK\]"/,
    },
    {
      name: "an empty special",
      spec: { specials: { ...SPECIALS, unk: "" } },
      code: "missing-special",
      message: /"unk" is ""/,
    },
    { name: "a word length of 0", spec: { maxWordLength: 0 }, code: "bad-option", message: /maxWordLength is 0/ },
    { name: "a word length of NaN", spec: { maxWordLength: NaN }, code: "bad-option", message: /maxWordLength is NaN/ },
  ] satisfies { name: string; spec: Partial<WordPieceSpec>; code: TokenizerErrorCode; message: RegExp }[]) {
    it(name, () => assert.throws(() => createTokenizer({ ...createSpec(PIECES), ...spec }), { code, message }));
  }
});

describe("the kind of a token", () => {
  const renamed = { unk: "<unk>", cls: "<s>", sep: "</s>", pad: "<pad>", mask: "<mask>" };
  const words = ["run", "@@ning", "@@s", "a"];
  const tokenizer = createTokenizer({
    ...createSpec([...Object.values(renamed), ...words]),
    specials: renamed,
    continuingPrefix: "@@",
  });

  for (const { text, kinds } of [
    { text: "run", kinds: ["cls", "word", "sep"] },
    { text: "running", kinds: ["cls", "word", "continuation", "sep"] },
    // Once more: words that were seen before come from a cache.
    { text: "running run running", kinds: ["cls", "word", "continuation", "word", "word", "continuation", "sep"] },
    { text: "zz a <mask>", kinds: ["cls", "unk", "word", "mask", "sep"] },
  ]) {
    it(`is said whatever the checkpoint calls its pieces: ${text}`, () => {
      assert.deepEqual(
        tokenizer.encode(text).tokens.map(({ kind }) => kind),
        kinds,
      );
    });
  }

  it("stays with a token in windows", () => {
    const windows = tokenizer.encodeWindows("running a running a running a", { maxTokens: 8 });
    for (const { tokens } of windows) {
      assert.deepEqual([tokens.at(0)?.kind, tokens.at(-1)?.kind], ["cls", "sep"]);
      for (const { text, kind } of tokens.slice(1, -1)) {
        assert.equal(kind, text.startsWith("@@") ? "continuation" : "word");
      }
    }
  });
});

describe("vocabulary", () => {
  const { vocabulary } = uncased;

  it("finds ids and reads pieces", () => {
    assert.equal(vocabulary.size, PIECES.length);
    assert.equal(vocabulary.findId("able"), 9);
    assert.equal(vocabulary.findId("missing"), undefined);
    assert.equal(vocabulary.readPiece(9), "able");
    assert.deepEqual(vocabulary.specials.mask, { text: "[MASK]", id: 4, kind: "mask" });
  });

  for (const id of [-1, PIECES.length, 1.5, NaN]) {
    it(`refuses the id ${id}`, () => {
      assert.throws(
        () => vocabulary.readPiece(id),
        (error) => error instanceof TokenizerError && error.code === "bad-id" && error.message.includes(`id ${id} `),
      );
    });
  }
});
