import type { PanelToken } from "../messages";

/** A token that stands for no characters, or for characters that it does not name. */
export function isSpecial(token: PanelToken): boolean {
  return token.kind !== "word" && token.kind !== "continuation";
}

/** Not for a [CLS] or [SEP] that the tokenizer added. */
export function hasCharacters(token: PanelToken): boolean {
  return token.start !== token.end;
}

/** A piece that goes on with the word of the piece before it. */
export function isContinuation(token: PanelToken): boolean {
  return token.kind === "continuation";
}

export function segmentName(token: PanelToken): "A" | "B" {
  return token.segment === 0 ? "A" : "B";
}

/** Everything the tokenizer says of a token, in one line. */
export function describeToken(token: PanelToken): string {
  const place = hasCharacters(token) ? `characters ${token.start}–${token.end}` : "added by the tokenizer";
  return `id ${token.id} · segment ${segmentName(token)} · position ${token.position} · ${place}`;
}
