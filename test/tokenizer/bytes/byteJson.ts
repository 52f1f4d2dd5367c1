import { BYTE_CHARACTERS } from "../../../src/tokenizer/bytes/byteAlphabet";

/** Merges that build some words; every part of a word that is joined is a piece itself. */
const WORDS = ["Ġthe", "Ġcup", "ing", "Ġtea", "Ġof", "ĠĠ", "The", "Ġboil", "é", "Ġis"];

/** A tokenizer.json of RoBERTa's form, with a piece for each byte and a few joined ones. */
export function buildByteJson({ addPrefixSpace = false, pairs = true } = {}) {
  const names = ["<s>", "<pad>", "</s>", "<unk>"];
  const pieces = [...names, ...BYTE_CHARACTERS];
  const merges: (string | [string, string])[] = [];
  for (const word of WORDS.map((word) => (word === "é" ? "Ã©" : word))) {
    for (let end = 1; end < word.length; end++) {
      const [left, right] = [word.slice(0, end), word.charAt(end)];
      if (pieces.includes(left + right)) continue;
      pieces.push(left + right);
      merges.push(pairs ? [left, right] : `${left} ${right}`);
    }
  }
  pieces.push("<mask>");
  const token = (content: string, lstrip: boolean) => ({
    ...{ id: pieces.indexOf(content), content, lstrip, special: true },
    ...{ single_word: false, rstrip: false, normalized: false },
  });
  return {
    version: "1.0",
    added_tokens: [...names.map((name) => token(name, false)), token("<mask>", true)],
    normalizer: null,
    pre_tokenizer: { type: "ByteLevel", add_prefix_space: addPrefixSpace, trim_offsets: true, use_regex: true },
    post_processor: {
      type: "RobertaProcessing",
      sep: ["</s>", 2],
      cls: ["<s>", 0],
      trim_offsets: true,
      add_prefix_space: addPrefixSpace,
    },
    decoder: { type: "ByteLevel", add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: "BPE",
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: "",
      end_of_word_suffix: "",
      fuse_unk: false,
      vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])),
      merges,
    },
  };
}
