import type { PanelToken } from "../messages";
import { hasCharacters, isContinuation } from "./tokenKind";

/** The positions of all pieces of a token's word, in order; none for a marker and for what is a mask already. */
export function listWord(tokens: readonly PanelToken[], position: number): readonly number[] {
  const token = tokens[position];
  if (!token || !hasCharacters(token) || !["word", "continuation", "unk"].includes(token.kind)) return [];
  let start = position;
  while (start > 0 && isPiece(tokens[start])) start -= 1;
  let end = position + 1;
  while (isPiece(tokens[end])) end += 1;
  return tokens.slice(start, end).map((each) => each.position);
}

function isPiece(token: PanelToken | undefined): boolean {
  return token !== undefined && isContinuation(token);
}
