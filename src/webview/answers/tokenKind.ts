import type { PanelToken } from "../messages";

/** True for a marker, a padding or a mask; an [UNK] is a word of the text, though the vocabulary lacks it. */
export function isSpecial(token: PanelToken): boolean {
  return !["word", "continuation", "unk"].includes(token.kind);
}

/** False for a [CLS] or [SEP] that the tokenizer added. */
export function hasCharacters(token: PanelToken): boolean {
  return token.start !== token.end;
}

/** True for a piece that continues the word of the piece before it. */
export function isContinuation(token: PanelToken): boolean {
  return token.kind === "continuation";
}
