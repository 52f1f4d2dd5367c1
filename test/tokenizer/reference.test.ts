// No namesake: the whole tokenizer is compared with the reference, the npm package tokenizers.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createTokenizer } from "../../src/tokenizer/createTokenizer";
import type { Specials } from "../../src/tokenizer/encoding";
import type { WordPieceSpec } from "../../src/tokenizer/tokenizerSpec";
import { drawTexts } from "./drawTexts";
import { createReference, findDifference, toReferenceTokens } from "./reference";
import { createSpec, listCharacterPieces, readBundledPieces } from "./specs";

const SEED = 20;
const DRAWN_TEXTS = 4000;

const SETTINGS: readonly { readonly name: string; readonly settings: Partial<WordPieceSpec> }[] = [
  { name: "uncased", settings: { lowercase: true } },
  { name: "cased", settings: { lowercase: false } },
  { name: "lower case that keeps accents", settings: { lowercase: true, stripAccents: false } },
  { name: "cased that strips accents", settings: { lowercase: false, stripAccents: true } },
  { name: "uncased that keeps ideographs together", settings: { lowercase: true, splitCjk: false } },
];

describe("tokenizer against the reference, with the bundled vocabulary", function () {
  this.timeout(120_000);
  const pieces = readBundledPieces();

  for (const { name, settings } of SETTINGS) {
    it(`reads texts drawn from all of Unicode alike: ${name}`, async () => {
      const spec = createSpec(pieces, settings);
      const pair = { tokenizer: createTokenizer(spec), reference: createReference(spec, "mask") };
      assert.equal(await findDifference(drawTexts(SEED, DRAWN_TEXTS), pair), undefined);
    });
  }

  for (const specials of ["none", "mask", "reference"] as const satisfies Specials[]) {
    it(`reads special names alike where they count as "${specials}"`, async () => {
      const spec = createSpec(pieces, { lowercase: true });
      const reference = createReference(spec, specials);
      const pair = { tokenizer: createTokenizer(spec), reference, options: { specials } };
      assert.equal(await findDifference(drawTexts(SEED + 1, DRAWN_TEXTS), pair), undefined);
    });
  }

  it("reads pairs alike", async () => {
    const spec = createSpec(pieces, { lowercase: true });
    const [tokenizer, reference] = [createTokenizer(spec), createReference(spec, "mask")];
    const texts = [...drawTexts(SEED + 2, 400), ""];
    for (const [index, text] of texts.entries()) {
      const other = texts[(index * 7) % texts.length]!;
      const expected = await reference.encode(text, other);
      assert.deepEqual(toReferenceTokens(tokenizer.encodePair(text, other).tokens), expected);
    }
  });

  it("reads the project's own documents alike", async () => {
    const names = ["LICENSE", "package.json", "src/tokenizer/words/characterTable.ts", "test/tokenizer/drawTexts.ts"];
    const texts = names.map((name) => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8"));
    for (const { settings } of SETTINGS) {
      const spec = createSpec(pieces, settings);
      const pair = { tokenizer: createTokenizer(spec), reference: createReference(spec, "mask") };
      assert.equal(await findDifference(texts, pair), undefined);
    }
  });

  it("reads words around the longest length alike", async () => {
    const spec = createSpec(pieces, { lowercase: true, maxWordLength: 10 });
    const pair = { tokenizer: createTokenizer(spec), reference: createReference(spec, "mask") };
    const texts = ["e", "é", "한", "😀", "e\u0301", "\u{1d165}"].flatMap((unit) =>
      [3, 4, 5, 9, 10, 11, 12].map((count) => unit.repeat(count)),
    );
    assert.equal(await findDifference(texts, pair), undefined);
  });
});

describe("tokenizer against the reference, with characters for pieces", function () {
  this.timeout(120_000);
  const pieces = listCharacterPieces();

  for (const { name, settings } of SETTINGS.slice(0, 3)) {
    it(`reads every character alike: ${name}`, async () => {
      const spec = createSpec(pieces, settings);
      const pair = { tokenizer: createTokenizer(spec), reference: createReference(spec, "none") };
      const options = { specials: "none" } as const;
      assert.equal(await findDifference(listCharacterTexts(), { ...pair, options }), undefined);
      assert.equal(await findDifference(drawTexts(SEED + 3, 1000), { ...pair, options }), undefined);
    });
  }
});

/** Every code point of the planes in use, and some of the others, each inside a word and between marks. */
function* listCharacterTexts(): Generator<string> {
  const perText = 256;
  for (let start = 0; start < 0x110000; start += perText) {
    const isUsed = start < 0x20000 || start >> 8 === 0x2f8 || start >> 12 === 0xe0;
    if (!isUsed && start % 0x1100 !== 0) continue;
    let text = "";
    for (let codePoint = start; codePoint < start + perText; codePoint++) {
      const character = String.fromCodePoint(codePoint);
      text += `a${character}b \u0301${character}\u0334 `;
    }
    yield text;
  }
}
