export const PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "##b"];
export type Files = Readonly<Record<string, string | undefined>>;

/** A tokenizer.json with BERT's settings, and what a test changes in it. */
export function tokenizerJson(
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

export const fromJson = (json: string, more: Files = {}): Files => ({
  "vocab.txt": undefined,
  "tokenizer_config.json": undefined,
  "tokenizer.json": json,
  ...more,
});
export const fromText = (lines: string, more: Files = {}): Files => ({
  "vocab.txt": lines,
  "tokenizer_config.json": undefined,
  ...more,
});
export const TEXT = `${PIECES.join("\n")}\n`;
