import type { CheckpointErrorCode } from "../../../src/checkpoint/files/checkpointError";
import { readTokenizerSpec } from "../../../src/checkpoint/vocabulary/readTokenizerSpec";
import { createFolder, removeFolders } from "../checkpointFolder";
import { expectError } from "../expectError";
import { type Files, fromJson, fromText, TEXT, tokenizerJson } from "./tokenizerFiles";

/** The refusals of `readTokenizerSpec` have a file of their own, because there are many. */
describe("readTokenizerSpec refuses", () => {
  after(removeFolders);

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
      files: fromJson(tokenizerJson({ model: { type: "WordLevel" } })),
      code: "unsupported",
      says: ["WordLevel", "WordPiece"],
    },
    {
      name: "another normalizer",
      files: fromJson(tokenizerJson({ normalizer: { type: "NFKC" } })),
      code: "unsupported",
      says: ["NFKC"],
    },
    {
      name: "no normalizer",
      files: fromJson(tokenizerJson({ normalizer: null })),
      code: "unsupported",
      says: ["normalizer", "nothing", "BertNormalizer"],
    },
    {
      name: "several normalizers",
      files: fromJson(
        tokenizerJson({
          normalizer: { type: "Sequence", normalizers: [{ type: "BertNormalizer" }, { type: "NFKC" }] },
        }),
      ),
      code: "unsupported",
      says: ["Sequence"],
    },
    {
      name: "a normalizer that keeps control characters",
      files: fromJson(tokenizerJson({ normalizer: { type: "BertNormalizer", clean_text: false } })),
      code: "unsupported",
      says: ["clean_text", "false"],
    },
    {
      name: "another pre-tokenizer",
      files: fromJson(tokenizerJson({ preTokenizer: { type: "Whitespace" } })),
      code: "unsupported",
      says: ["pre_tokenizer", "Whitespace", "BertPreTokenizer"],
    },
    {
      name: "no pre-tokenizer",
      files: fromJson(tokenizerJson({ preTokenizer: null })),
      code: "unsupported",
      says: ["pre_tokenizer"],
    },
    ...["tokenizer_config.json", "config.json"].map((file) => ({
      name: `a tokenizer for Japanese, named in ${file}`,
      files: fromText(TEXT, { [file]: '{"tokenizer_class":"BertJapaneseTokenizer"}' }),
      code: "unsupported" as const,
      says: [file, "BertJapaneseTokenizer"],
    })),
    {
      name: "words found by another program",
      files: fromText(TEXT, { "tokenizer_config.json": '{"word_tokenizer_type":"mecab"}' }),
      code: "unsupported",
      says: ["word_tokenizer_type", "mecab"],
    },
    {
      name: "pieces that are characters",
      files: fromText(TEXT, { "tokenizer_config.json": '{"subword_tokenizer_type":"character"}' }),
      code: "unsupported",
      says: ["subword_tokenizer_type", "character"],
    },
    {
      name: "a class that reads tokenizer.json, without that file",
      files: fromText(TEXT, { "tokenizer_config.json": '{"tokenizer_class":"PreTrainedTokenizerFast"}' }),
      code: "missing-file",
      says: ["PreTrainedTokenizerFast", "download"],
    },
    {
      name: "an id of added_tokens.json that leaves a gap",
      files: fromText(TEXT, { "added_tokens.json": '{"NEW":20}' }),
      code: "bad-vocabulary",
      says: ['"NEW"', "20", "7"],
    },
    {
      name: "an id of added_tokens_decoder in words",
      files: fromText(TEXT, { "tokenizer_config.json": '{"added_tokens_decoder":{"x":{"content":"NEW"}}}' }),
      code: "bad-vocabulary",
      says: ["added_tokens_decoder", "x"],
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
    it(name, () => expectError(readTokenizerSpec(createFolder({ files })), code, says));
  }

  it("a vocabulary that is not UTF-8", async () => {
    const folder = createFolder({ files: { "vocab.txt": Buffer.from([0x5b, 0xff, 0x0a]) } });
    await expectError(readTokenizerSpec(folder), "bad-vocabulary", ["UTF-8"]);
  });
});
