import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CheckpointError } from "../../src/checkpoint/files/checkpointError";
import { readTokenizerSpec } from "../../src/checkpoint/vocabulary/readTokenizerSpec";
import { openTokenizer } from "../../src/engine/model/openTokenizer";
import type { Tokenizer } from "../../src/tokenizer/encoding";
import { changeJson } from "./drawValue";
import type { Fuzzer } from "./fuzzer";
import type { Random } from "./random";

const MARKS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];
const PARTS = [
  ..."a b the ##s ##a é e\u0301 İ ß 漢 字 ##字 한 \ud800 𠀀 👩 ##👩 . , - ' _ ( [ ] [MASK] [UNK] [mask] <x> ## ### \0 \u200b \u00ad \ufeff".split(
    " ",
  ),
  ...[" ", "  ", "\t", "\n", "\u00a0", "\u3000"],
];

/** Promise 5: with any tokenizer that is accepted, every token of every text carries the range of its characters. */
export const fuzzer: Fuzzer = {
  name: "tokenizers",
  share: 300,
  async run(random: Random) {
    const folder = mkdtempSync(join(tmpdir(), "cloze-fuzz-"));
    try {
      writeTokenizer(random, folder);
      const tokenizer = await openOrRefuse(folder);
      if (tokenizer === undefined) return;
      for (const text of random.many(1, 5, () => random.many(0, 30, () => random.oneOf(PARTS)).join(""))) {
        checkSpans(tokenizer, text, random);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

async function openOrRefuse(folder: string): Promise<Tokenizer | undefined> {
  try {
    return openTokenizer({ folder, tokenizer: await readTokenizerSpec(folder) });
  } catch (error) {
    assert.ok(error instanceof CheckpointError, error instanceof Error ? error.stack : String(error));
    assert.ok(error.message.length <= 800, `${error.message.length} characters`);
    return undefined;
  }
}

function checkSpans(tokenizer: Tokenizer, text: string, random: Random): void {
  const specials = random.oneOf(["mask", "reference", "none"] as const);
  const { tokens } = tokenizer.encode(text, { specials });
  let reached = 0;
  for (const { span, id, text: piece } of tokens) {
    const where = `${JSON.stringify(text)} ${JSON.stringify(piece)} ${span.start}–${span.end}`;
    assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length, where);
    assert.ok(span.start >= reached || span.end <= reached, `${where} after ${reached}`);
    assert.equal(tokenizer.vocabulary.readPiece(id), piece);
    reached = Math.max(reached, span.end);
  }
  const windows = tokenizer.encodeWindows(text, { maxTokens: 8 + random.below(8), specials });
  assert.equal(windows.flatMap((window) => window.tokens.slice(1, -1)).length, tokens.length - 2, JSON.stringify(text));
}

function writeTokenizer(random: Random, folder: string): void {
  const write = (name: string, value: unknown) => writeFileSync(join(folder, name), JSON.stringify(value));
  const words = random.many(0, 30, () => random.oneOf(PARTS).trim() || "x");
  const pieces = [...new Set([...MARKS.filter(() => random.chance(0.97)), ...words])];
  const added = random.many(0, 3, () => ({
    content: random.oneOf(PARTS),
    ...Object.fromEntries(
      ["special", "normalized", "single_word", "lstrip", "rstrip"].map((flag) => [flag, random.chance(0.5)]),
    ),
  }));
  const settings = { do_lower_case: random.chance(0.5), unk_token: "[UNK]", additional_special_tokens: added };
  write("tokenizer_config.json", random.chance(0.3) ? changeJson(random, settings) : settings);
  if (random.chance(0.5)) {
    writeFileSync(join(folder, "vocab.txt"), pieces.join("\n"));
    return;
  }
  const json = {
    model: {
      type: "WordPiece",
      continuing_subword_prefix: random.oneOf(["##", "##", "", "_"]),
      max_input_chars_per_word: random.oneOf([100, 100, 3]),
      vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])),
    },
    normalizer: { type: "BertNormalizer", lowercase: random.chance(0.5), strip_accents: random.chance(0.5) },
    pre_tokenizer: { type: "BertPreTokenizer" },
    added_tokens: added.map((token, i) => ({ ...token, id: pieces.length + i })),
  };
  write("tokenizer.json", random.chance(0.5) ? changeJson(random, json) : json);
}
