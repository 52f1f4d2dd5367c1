import type { TokenizerSpec } from "./tokenizerSpec";

/** Whether a tokenizer tells capitals from small letters. */
export function isCased(spec: TokenizerSpec): boolean {
  return spec.kind === "bytes" || spec.kind === "unigram" || !spec.lowercase;
}
