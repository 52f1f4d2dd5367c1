import type { TokenizerSpec } from "./tokenizerSpec";

/** Whether a tokenizer tells capitals from small letters. */
export function isCased(spec: TokenizerSpec): boolean {
  if (spec.kind === "bytes") return true;
  if (spec.kind === "unigram") return spec.normalizers.every(({ kind }) => kind !== "lowercase");
  return !spec.lowercase;
}
