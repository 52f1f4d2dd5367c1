import type { PanelToken } from "../messages";

/** True for a token that stands for no characters, or for characters that it does not spell. */
export function isSpecial(token: PanelToken): boolean {
  return token.kind !== "word" && token.kind !== "continuation";
}

/** False for a [CLS] or [SEP] that the tokenizer added. */
export function hasCharacters(token: PanelToken): boolean {
  return token.start !== token.end;
}

/** True for a piece that continues the word of the piece before it. */
export function isContinuation(token: PanelToken): boolean {
  return token.kind === "continuation";
}
