import assert from "node:assert/strict";
import { Tokenizer as ReferenceTokenizer } from "tokenizers";
import { readTokenizerSpec } from "../../../src/checkpoint/vocabulary/readTokenizerSpec";
import { createTokenizer } from "../../../src/tokenizer/createTokenizer";
import { createFolder, removeFolders } from "../../checkpoint/checkpointFolder";
import { drawTexts } from "../drawTexts";
import { findDifference, wrapReference } from "../reference";

const DRAWN_TEXTS = 3000;
const names = ["<s>", "<pad>", "</s>", "<unk>"];
const WORDS =
  "▁ ▁the ▁naïve ▁strass e ▁strasse s t he ▁t a i n g ing ▁ing 漢 字 漢字 ▁漢 한 국 어 . ▁. ' u n aff able".split(" ");

function buildJson(scheme: string, splits: boolean) {
  const metaspace = { type: "Metaspace", replacement: "▁", prepend_scheme: scheme, split: true };
  const pieces = [...names, ...new Set(WORDS), "<mask>"];
  const token = (content: string, lstrip: boolean) => ({
    ...{ id: pieces.indexOf(content), content, lstrip, special: true },
    ...{ single_word: false, rstrip: false, normalized: false },
  });
  const added = (name: string) => ({ SpecialToken: { id: name, type_id: 0 } });
  return {
    version: "1.0",
    added_tokens: [...names.map((name) => token(name, false)), token("<mask>", true)],
    normalizer: { type: "Replace", pattern: { Regex: " {2,}" }, content: " " },
    pre_tokenizer: splits ? { type: "Sequence", pretokenizers: [{ type: "WhitespaceSplit" }, metaspace] } : metaspace,
    post_processor: {
      type: "TemplateProcessing",
      single: [added("<s>"), { Sequence: { id: "A", type_id: 0 } }, added("</s>")],
      pair: [
        ...[added("<s>"), { Sequence: { id: "A", type_id: 0 } }, added("</s>")],
        ...[added("</s>"), { Sequence: { id: "B", type_id: 0 } }, added("</s>")],
      ],
      special_tokens: Object.fromEntries(
        ["<s>", "</s>"].map((name) => [name, { id: name, ids: [pieces.indexOf(name)], tokens: [name] }]),
      ),
    },
    model: {
      type: "Unigram",
      unk_id: 3,
      vocab: pieces.map((piece, id) => [piece, id < 4 ? 0 : -1 - ((id * 7) % 11)]),
    },
  };
}

/** Characters of scripts whose marks Unicode 9 may not have known: a list of the later marks would be long. */
const OTHER_SCRIPTS =
  /[^\p{ASCII}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u0300-\u036f\u2000-\u206f]/gu;

const open = async (json: unknown) =>
  createTokenizer(await readTokenizerSpec(createFolder({ files: { "tokenizer.json": JSON.stringify(json) } })));

describe("Unigram", () => {
  after(removeFolders);

  for (const scheme of ["always", "first", "never"]) {
    for (const splits of [true, false]) {
      it(`reads drawn texts as the reference does: prepend_scheme ${scheme}, ${splits ? "" : "not "}split at spaces`, async () => {
        const json = buildJson(scheme, splits);
        const pair = {
          tokenizer: await open(json),
          reference: wrapReference(ReferenceTokenizer.fromString(JSON.stringify(json))),
          options: { specials: "reference" } as const,
        };
        const texts = Array.from(drawTexts(32, DRAWN_TEXTS), (text) => text.replace(/\p{Surrogate}/gu, "\ufffd"));
        assert.equal(await findDifference(texts, pair), undefined);
      });
    }
  }

  it("reads drawn texts as the reference does, taken apart, without marks and in small letters", async () => {
    const normalizers = [{ type: "NFKD" }, { type: "StripAccents" }, { type: "Lowercase" }];
    const json = { ...buildJson("always", true), normalizer: { type: "Sequence", normalizers } };
    const pair = {
      tokenizer: await open(json),
      reference: wrapReference(ReferenceTokenizer.fromString(JSON.stringify(json))),
      options: { specials: "reference" } as const,
    };
    const written = ["ǅ İ ẛ̣ ﬁ ㍿ 각 q̣̇ q̣̇ a\u0327\u0301\u0327 Σ ΑΣ", "Naïve STRAẞE", "é".normalize("NFD").repeat(40)];
    // The reference's table of marks is that of Unicode 9: what may have come later is another letter here.
    const known = Array.from(drawTexts(33, DRAWN_TEXTS), (text) => text.replace(OTHER_SCRIPTS, "漢"));
    assert.equal(await findDifference([...written, ...known], pair), undefined);
  });

  it("reads a word of 100,000 letters in no more than a few seconds", async () => {
    const tokenizer = await open(buildJson("always", true));
    const started = performance.now();
    assert.ok(tokenizer.encode("thing".repeat(20_000)).tokens.length > 20_000);
    assert.ok(performance.now() - started < 15_000);
  });

  for (const { name, change, says } of [
    { name: "another normalizer", change: { normalizer: { type: "NFKC" } }, says: /normalizer is "NFKC"/ },
    {
      name: "a pre-tokenizer of bytes",
      change: { pre_tokenizer: { type: "ByteLevel" } },
      says: /pre_tokenizer is "ByteLevel"/,
    },
    {
      name: "a piece without a score",
      change: { model: { type: "Unigram", unk_id: 0, vocab: [["a"]] } },
      says: /vocab.*expected pairs/,
    },
    {
      name: "a table that is cut",
      change: { normalizer: { type: "Precompiled", precompiled_charsmap: "AAEAAA==" } },
      says: /precompiled_charsmap/,
    },
  ]) {
    it(`refuses ${name}`, () => assert.rejects(open({ ...buildJson("always", true), ...change }), { message: says }));
  }
});
