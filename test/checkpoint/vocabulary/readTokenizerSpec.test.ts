import assert from "node:assert/strict";
import type { TokenizerSpec } from "../../../src/checkpoint/checkpoint";
import type { CheckpointErrorCode } from "../../../src/checkpoint/files/checkpointError";
import { readTokenizerSpec } from "../../../src/checkpoint/vocabulary/readTokenizerSpec";
import { createFolder, removeFolders } from "../checkpointFolder";
import { expectError } from "../expectError";

const PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "##b"];
type Files = Readonly<Record<string, string | undefined>>;

function tokenizerJson(
  change: { model?: object; normalizer?: object | null; preTokenizer?: object | null; added?: readonly object[] } = {},
): string {
  return JSON.stringify({
    added_tokens: change.added ?? [{ id: 4, content: "[MASK]", special: true }],
    pre_tokenizer: change.preTokenizer === undefined ? { type: "BertPreTokenizer" } : change.preTokenizer,
    normalizer: change.normalizer === undefined ? { type: "BertNormalizer", lowercase: true } : change.normalizer,
    model: {
      type: "WordPiece",
      unk_token: "[UNK]",
      continuing_subword_prefix: "##",
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(PIECES.map((piece, id) => [piece, id])),
      ...change.model,
    },
  });
}

const fromJson = (json: string, more: Files = {}): Files => ({
  "vocab.txt": undefined,
  "tokenizer_config.json": undefined,
  "tokenizer.json": json,
  ...more,
});
const fromText = (lines: string, more: Files = {}): Files => ({
  "vocab.txt": lines,
  "tokenizer_config.json": undefined,
  ...more,
});
const TEXT = `${PIECES.join("\n")}\n`;

describe("readTokenizerSpec", () => {
  after(removeFolders);

  const cases: { name: string; files: Files; expected: Partial<TokenizerSpec> }[] = [
    {
      name: "a vocabulary alone, with BERT's own settings",
      files: fromText(TEXT),
      expected: {
        pieces: PIECES,
        lowercase: true,
        stripAccents: true,
        splitCjk: true,
        specials: { unk: "[UNK]", cls: "[CLS]", sep: "[SEP]", pad: "[PAD]", mask: "[MASK]" },
        maxWordLength: 100,
        continuingPrefix: "##",
      },
    },
    { name: "a last line without a line end", files: fromText(PIECES.join("\n")), expected: { pieces: PIECES } },
    {
      name: "line ends of Windows",
      files: fromText(PIECES.join("\r\n") + "\r\n"),
      expected: { pieces: PIECES },
    },
    {
      name: "a line separator inside a piece",
      files: fromText(`${TEXT}x\u2028y\n`),
      expected: { pieces: [...PIECES, "x\u2028y"] },
    },
    {
      name: "a cased vocabulary without a setting for case",
      files: fromText(`${TEXT}Berlin\n`),
      expected: { lowercase: false, stripAccents: false },
    },
    {
      name: "a setting that keeps case",
      files: fromText(TEXT, { "tokenizer_config.json": '{"do_lower_case":false}' }),
      expected: { lowercase: false, stripAccents: false },
    },
    {
      name: "a setting that keeps accents in lower case",
      files: fromText(TEXT, { "tokenizer_config.json": '{"do_lower_case":true,"strip_accents":false}' }),
      expected: { lowercase: true, stripAccents: false },
    },
    {
      name: "a null setting for accents, which then follow the case",
      files: fromText(TEXT, { "tokenizer_config.json": '{"do_lower_case":true,"strip_accents":null}' }),
      expected: { stripAccents: true },
    },
    {
      name: "a setting that keeps ideographs together",
      files: fromText(TEXT, { "tokenizer_config.json": '{"tokenize_chinese_chars":false}' }),
      expected: { splitCjk: false },
    },
    {
      name: "a special piece with another name",
      files: fromText(`${TEXT}<mask>\n`, { "tokenizer_config.json": '{"mask_token":"<mask>"}' }),
      expected: { specials: { unk: "[UNK]", cls: "[CLS]", sep: "[SEP]", pad: "[PAD]", mask: "<mask>" } },
    },
    {
      name: "special pieces given as objects",
      files: fromText(`${TEXT}<mask>\n`, {
        "special_tokens_map.json": '{"mask_token":{"content":"<mask>","lstrip":false}}',
      }),
      expected: { specials: { unk: "[UNK]", cls: "[CLS]", sep: "[SEP]", pad: "[PAD]", mask: "<mask>" } },
    },
    {
      name: "tokenizer.json alone",
      files: fromJson(tokenizerJson()),
      expected: { pieces: PIECES, lowercase: true, stripAccents: true, splitCjk: true },
    },
    {
      name: "tokenizer.json with its own settings",
      files: fromJson(
        tokenizerJson({
          normalizer: { type: "BertNormalizer", lowercase: false, strip_accents: true, handle_chinese_chars: false },
          model: { max_input_chars_per_word: 7 },
        }),
      ),
      expected: { lowercase: false, stripAccents: true, splitCjk: false, maxWordLength: 7 },
    },
    {
      name: "tokenizer_config.json, which overrides tokenizer.json",
      files: fromJson(tokenizerJson(), { "tokenizer_config.json": '{"do_lower_case":false}' }),
      expected: { lowercase: false, stripAccents: false },
    },
    {
      name: "tokenizer.json instead of vocab.txt, which lacks pieces that were added",
      files: fromJson(tokenizerJson({ added: [{ id: 7, content: "[NEW]" }] }), { "vocab.txt": TEXT }),
      expected: { pieces: [...PIECES, "[NEW]"] },
    },
    {
      name: "an old tokenizer.json, which names no type",
      files: fromJson(tokenizerJson({ model: { type: undefined } })),
      expected: { pieces: PIECES },
    },
  ];
  for (const { name, files, expected } of cases) {
    it(`reads ${name}`, async () => {
      const spec = await readTokenizerSpec(createFolder({ files }));
      const found = Object.keys(expected).map((key) => [key, spec[key as keyof TokenizerSpec]]);
      assert.deepEqual(Object.fromEntries(found), expected);
    });
  }

  const refused: { name: string; files: Files; code: CheckpointErrorCode; says?: readonly string[] }[] = [
    {
      name: "a word as the setting for case",
      files: fromText(TEXT, { "tokenizer_config.json": '{"do_lower_case":"yes"}' }),
      code: "bad-vocabulary",
      says: ["do_lower_case", "yes"],
    },
    {
      name: "a special piece that is a number",
      files: fromText(TEXT, { "tokenizer_config.json": '{"mask_token":4}' }),
      code: "bad-vocabulary",
      says: ["mask_token", "4"],
    },
    {
      name: "another kind of tokenizer",
      files: fromJson(tokenizerJson({ model: { type: "BPE" } })),
      code: "unsupported",
      says: ["BPE", "WordPiece"],
    },
    {
      name: "another normalizer",
      files: fromJson(tokenizerJson({ normalizer: { type: "NFKC" } })),
      code: "unsupported",
      says: ["NFKC"],
    },
    {
      name: "ids with a gap",
      files: fromJson(tokenizerJson({ added: [{ id: 9, content: "x" }] })),
      code: "bad-vocabulary",
      says: ["7"],
    },
    {
      name: "an id for two pieces",
      files: fromJson(tokenizerJson({ added: [{ id: 5, content: "x" }] })),
      code: "bad-vocabulary",
      says: ['"x"', '"a"', "5"],
    },
    {
      name: "an id in words",
      files: fromJson(tokenizerJson({ model: { vocab: { a: "0" } } })),
      code: "bad-vocabulary",
      says: ['"0"'],
    },
    {
      name: "a tokenizer.json without a vocabulary",
      files: fromJson(tokenizerJson({ model: { vocab: undefined } })),
      code: "bad-vocabulary",
      says: ["vocab"],
    },
    { name: "a tokenizer.json that is not JSON", files: fromJson("{"), code: "bad-json", says: ["tokenizer.json"] },
    { name: "very deeply nested objects", files: fromJson('{"a":'.repeat(50_000)), code: "bad-json", says: ["deep"] },
  ];
  for (const { name, files, code, says } of refused) {
    it(`refuses ${name}`, () => expectError(readTokenizerSpec(createFolder({ files })), code, says));
  }

  it("refuses a vocabulary that is not UTF-8", async () => {
    const folder = createFolder({ files: { "vocab.txt": Buffer.from([0x5b, 0xff, 0x0a]) } });
    await expectError(readTokenizerSpec(folder), "bad-vocabulary", ["UTF-8"]);
  });
});
