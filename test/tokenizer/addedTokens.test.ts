// No namesake: added tokens are compared with the reference, the npm package tokenizers.
import assert from "node:assert/strict";
import { createTokenizer } from "../../src/tokenizer/createTokenizer";
import type { AddedToken, WordPieceSpec } from "../../src/tokenizer/tokenizerSpec";
import { drawTexts } from "./drawTexts";
import { createReference, findDifference } from "./reference";
import { createSpec, readBundledPieces } from "./specs";

type Flags = Partial<Omit<AddedToken, "id">>;
const PLAIN = { special: false, normalized: false, singleWord: false, lstrip: false, rstrip: false };
const SEED = 25;

const pieces = readBundledPieces();

/** A spec of the bundled model's pieces and the given tokens, whose ids follow or are those of the vocabulary. */
function createAddedSpec(tokens: Readonly<Record<string, Flags>>, settings: Partial<WordPieceSpec> = {}) {
  const all = [...pieces];
  const added = Object.entries(tokens).map(([content, flags]) => {
    const known = all.indexOf(content);
    return { ...PLAIN, ...flags, id: known < 0 ? all.push(content) - 1 : known };
  });
  return createSpec(all, { lowercase: true, added, ...settings });
}

const TEXTS = [
  "", " ", "NEW", "a NEW x", "aNEWx", "new New nEw", "NEWNEW NEW", "a  NEW  NEW x", "\tNEW\n\u00a0NEW\u0085",
  "ab abx ababxab", "ab abab xab ab. ab_ é ab\u0301 ab\u200d", "Café X, CAFE x! cafe\u0301 x\u0301", "a\ta x  a",
  "漢字 a漢字b 漢 字", "a [mask] [MASK] [Mask]", "[MASK][MASK]", "[SEP] [E1][E2] [E1", "x\u0000NEW\ufffdN\u200bEW",
  "\ud840NEW\udfb7", "straße NEW İstanbul", "[E1] [SEP]NEW", "e\u0334\u0301NEW\u0301\u0334",
]; // prettier-ignore

describe("added tokens against the reference", function () {
  this.timeout(60_000);
  for (const { name, tokens, settings } of [
    { name: "as written", tokens: { NEW: {}, ab: {}, abx: {} } },
    { name: "normalized", tokens: { NEW: { normalized: true }, "Café X": { normalized: true } } },
    {
      name: "normalized, in a cased model",
      tokens: { NEW: { normalized: true }, é: { normalized: true } },
      settings: { lowercase: false },
    },
    { name: "normalized, with ideographs", tokens: { 漢字: { normalized: true } } },
    { name: "whole words", tokens: { ab: { singleWord: true }, NEW: { singleWord: true, normalized: true } } },
    { name: "with the spaces around", tokens: { NEW: { lstrip: true, rstrip: true }, ab: { lstrip: true } } },
    {
      name: "with the spaces around, normalized",
      tokens: { NEW: { lstrip: true, rstrip: true, normalized: true } },
      settings: { splitCjk: false },
    },
    { name: "special ones", tokens: { "[E1]": { special: true }, "[E2]": { special: true, rstrip: true } } },
    { name: "a mask with its spaces", tokens: { "[MASK]": { special: true, lstrip: true, rstrip: true } } },
    { name: "a mask in lower case", tokens: { "[MASK]": { special: true, normalized: true } } },
    { name: "pieces of the vocabulary", tokens: { the: {}, ing: { singleWord: true }, e: { normalized: true } } },
    {
      name: "both kinds at one place",
      tokens: { "NEW x": {}, NEW: { normalized: true }, "a new": { normalized: true } },
    },
    { name: "names of patterns", tokens: { "a.*b": {}, "(x|y)": { normalized: true }, "\\w": {}, "^$": {} } },
  ] satisfies { name: string; tokens: Readonly<Record<string, Flags>>; settings?: Partial<WordPieceSpec> }[]) {
    it(`finds ${name}`, async () => {
      const spec = createAddedSpec(tokens, settings);
      const tokenizer = createTokenizer(spec);
      for (const specials of ["mask", "reference"] as const) {
        const pair = { tokenizer, reference: createReference(spec, specials), options: { specials } };
        const contents = Object.keys(tokens);
        const drawn = [...drawTexts(SEED, 300)].map((text, index) => mix(text, contents[index % contents.length]!));
        assert.equal(await findDifference([...TEXTS, ...drawn], pair), undefined);
      }
    });
  }

  it("gives the spaces around an ideograph, which nobody wrote, to no token", async () => {
    const spec = createAddedSpec({ NEW: { lstrip: true, rstrip: true, normalized: true } });
    const [tokenizer, reference] = [createTokenizer(spec), createReference(spec, "mask")];
    const [ours, theirs] = [tokenizer.encode("𠮷NEW𠮷").tokens, await reference.encode("𠮷NEW𠮷")];
    assert.deepEqual(
      ours.map(({ id }) => id),
      theirs.map(({ id }) => id),
    );
    assert.deepEqual(ours[2]?.span, { start: 2, end: 5 });
    assert.deepEqual(theirs[2]?.span, [0, 7], "knownDivergence");
  });

  it("does not find a token of which normalizing leaves nothing, which the reference finds everywhere", async () => {
    const spec = createAddedSpec({ "\u0301": { normalized: true } });
    const pair = { tokenizer: createTokenizer(spec), reference: createReference(spec, "mask") };
    const plain = createTokenizer(createAddedSpec({})).encode("new");
    assert.deepEqual(pair.tokenizer.encode("new"), plain);
    assert.notEqual(await findDifference(["new"], pair), undefined, "knownDivergence");
  });

  it("leaves special ones to the text where no name is special", () => {
    const tokenizer = createTokenizer(createAddedSpec({ "[E1]": { special: true }, NEW: {} }));
    const read = (specials: "none" | "mask") =>
      tokenizer.encode("NEW [E1]", { specials }).tokens.map(({ text }) => text);
    assert.deepEqual(read("mask"), ["[CLS]", "NEW", "[E1]", "[SEP]"]);
    assert.deepEqual(read("none").slice(0, 3), ["[CLS]", "NEW", "["]);
  });

  it("does not cut a character as written, which the reference does", async () => {
    // U+1112 is the first of the three letters of the syllable.
    const spec = createAddedSpec({ "\u1112": { normalized: true } });
    const pair = { tokenizer: createTokenizer(spec), reference: createReference(spec, "mask") };
    assert.equal(await findDifference(["\u1112"], pair), undefined);
    assert.notEqual(await findDifference(["한"], pair), undefined, "knownDivergence");
  });
});

/** Puts the token between the words of a text, and inside its middle. */
function mix(text: string, token: string): string {
  const middle = Math.floor(text.length / 2);
  return `${text.slice(0, middle)}${token}${text.slice(middle)}`.replaceAll("  ", ` ${token} `);
}

describe("a vocabulary without pieces for padding and masks", () => {
  const specials = { unk: "[UNK]", cls: "[CLS]", sep: "[SEP]" };
  const tokenizer = createTokenizer(
    createSpec(["[UNK]", "[CLS]", "[SEP]", "a", "[", "]", "mask"], { specials, lowercase: true }),
  );

  it("reads the name of a mask as text", () => {
    for (const options of ["mask", "reference", "none"] as const) {
      const { tokens } = tokenizer.encode("a [MASK]", { specials: options });
      assert.deepEqual(
        tokens.map(({ text }) => text),
        ["[CLS]", "a", "[", "mask", "]", "[SEP]"],
      );
    }
  });
  it("says that there is no mask", () => assert.equal(tokenizer.vocabulary.specials.mask, undefined));
});
