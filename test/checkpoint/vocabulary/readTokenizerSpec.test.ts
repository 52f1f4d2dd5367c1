import assert from "node:assert/strict";
import { Tokenizer as ReferenceTokenizer } from "tokenizers";
import { readTokenizerSpec } from "../../../src/checkpoint/vocabulary/readTokenizerSpec";
import { createTokenizer } from "../../../src/tokenizer/createTokenizer";
import type { WordPieceSpec } from "../../../src/tokenizer/tokenizerSpec";
import { createFolder, removeFolders } from "../checkpointFolder";
import { type Files, fromJson, fromText, PIECES, TEXT, tokenizerJson } from "./tokenizerFiles";

const PLAIN = { special: false, normalized: false, singleWord: false, lstrip: false, rstrip: false };

describe("readTokenizerSpec", () => {
  after(removeFolders);

  const cases: {
    name: string;
    files: Files;
    expected: { readonly [K in keyof WordPieceSpec]?: WordPieceSpec[K] | undefined };
  }[] = [
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
      name: "tokens of tokenizer.json with their settings, and not the special pieces, which are always found",
      files: fromJson(
        tokenizerJson({
          added: [
            { id: 4, content: "[MASK]", special: true, normalized: false },
            { id: 7, content: "New", single_word: true, lstrip: true, rstrip: true, normalized: true, special: false },
            { id: 8, content: "[E1]", normalized: false, special: true },
            { id: 5, content: "a", normalized: false, special: false },
          ],
        }),
      ),
      expected: {
        pieces: [...PIECES, "New", "[E1]"],
        added: [
          { ...PLAIN, id: 5 },
          { id: 7, special: false, normalized: true, singleWord: true, lstrip: true, rstrip: true },
          { ...PLAIN, id: 8, special: true },
        ],
      },
    },
    {
      name: "a mask that takes in the space before it",
      files: fromJson(tokenizerJson({ added: [{ id: 4, content: "[MASK]", special: true, lstrip: true }] })),
      expected: { added: [{ ...PLAIN, id: 4, special: true, lstrip: true }] },
    },
    {
      name: "no added tokens",
      files: fromText(TEXT, { "special_tokens_map.json": '{"mask_token":"[MASK]","pad_token":"[PAD]"}' }),
      expected: { added: undefined },
    },
    {
      name: "added_tokens.json, which says no more than ids",
      files: fromText(TEXT, {
        "added_tokens.json": '{"<e>":8,"NEW":7}',
        "special_tokens_map.json": '{"additional_special_tokens":["<e>"]}',
      }),
      expected: {
        pieces: [...PIECES, "NEW", "<e>"],
        added: [
          { ...PLAIN, id: 7, normalized: true },
          { ...PLAIN, id: 8, special: true },
        ],
      },
    },
    {
      name: "added_tokens_decoder, which counts before tokenizer.json",
      files: fromJson(tokenizerJson({ added: [{ id: 7, content: "NEW", normalized: true }] }), {
        "tokenizer_config.json":
          '{"added_tokens_decoder":{"7":{"content":"NEW","normalized":false,"lstrip":true},"8":{"content":"X"}}}',
      }),
      expected: {
        pieces: [...PIECES, "NEW", "X"],
        added: [
          { ...PLAIN, id: 7, lstrip: true },
          { ...PLAIN, id: 8, normalized: true },
        ],
      },
    },
    {
      name: "further special tokens without an id, which come behind the vocabulary",
      files: fromText(TEXT, {
        "tokenizer_config.json": '{"extra_special_tokens":{"image_token":"<i>"}}',
        "special_tokens_map.json":
          '{"additional_special_tokens":["a",{"content":"[E1]","lstrip":true,"normalized":false}]}',
      }),
      expected: {
        pieces: [...PIECES, "<i>", "[E1]"],
        added: [
          { ...PLAIN, id: 7, special: true },
          { ...PLAIN, id: 5, special: true },
          { ...PLAIN, id: 8, special: true, lstrip: true },
        ],
      },
    },
    {
      name: "blank lines at the end",
      files: fromText(`${TEXT}\n\n  \n`),
      expected: { pieces: PIECES },
    },
    {
      name: "a blank line and a piece that occurs twice, whose ids belong to no piece",
      files: fromText("[UNK]\n\n[CLS]\na\n[SEP]\na\n"),
      expected: { pieces: ["[UNK]", "[no piece 1]", "[CLS]", "[no piece 3]", "[SEP]", "a"] },
    },
    {
      name: "a vocabulary without a mask and padding",
      files: fromText("[UNK]\n[CLS]\n[SEP]\na\n", { "special_tokens_map.json": '{"mask_token":"[MASK]"}' }),
      expected: { specials: { unk: "[UNK]", cls: "[CLS]", sep: "[SEP]" } },
    },
    {
      name: "classes that read as BERT does",
      files: fromText(TEXT, { "tokenizer_config.json": '{"tokenizer_class":"ElectraTokenizerFast"}' }),
      expected: { pieces: PIECES },
    },
    {
      name: "a class that reads tokenizer.json",
      files: fromJson(tokenizerJson(), { "tokenizer_config.json": '{"tokenizer_class":"PreTrainedTokenizerFast"}' }),
      expected: { pieces: PIECES },
    },
    {
      name: "lists of one step",
      files: fromJson(
        tokenizerJson({
          normalizer: { type: "Sequence", normalizers: [{ type: "BertNormalizer", lowercase: false }] },
          preTokenizer: { type: "Sequence", pretokenizers: [{ type: "BertPreTokenizer" }] },
        }),
      ),
      expected: { lowercase: false },
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
      const read = new Map<string, unknown>(Object.entries(spec));
      const found = Object.keys(expected).map((key) => [key, read.get(key)]);
      assert.deepEqual(Object.fromEntries(found), expected);
    });
  }

  it("cuts texts by a tokenizer.json as the reference does", async () => {
    const added = [
      { id: 4, content: "[MASK]", special: true, normalized: false, single_word: false, lstrip: true, rstrip: false },
      { id: 7, content: "New X", special: false, normalized: true, single_word: false, lstrip: false, rstrip: false },
      { id: 8, content: "[E1]", special: true, normalized: false, single_word: false, lstrip: false, rstrip: true },
    ];
    const normalizer = {
      ...{ type: "BertNormalizer", clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
    };
    const json = tokenizerJson({ added, normalizer });
    const spec = await readTokenizerSpec(createFolder({ files: fromJson(json) }));
    const reference = ReferenceTokenizer.fromString(json);
    const tokenizer = createTokenizer(spec);
    for (const text of ["a new x [mask] [MASK] [E1] ab", "NÉW\tX[E1]a", "[E1][E1] new  x"]) {
      const ours = tokenizer.encode(text).tokens.slice(1, -1);
      const theirs = await reference.encode(text);
      assert.deepEqual(
        ours.map(({ id, span }) => [id, [span.start, span.end]]),
        theirs.getIds().map((id, index) => [id, theirs.getOffsets()[index]]),
      );
    }
  });
});
