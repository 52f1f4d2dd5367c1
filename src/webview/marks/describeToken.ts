import { hasCharacters } from "../answers/tokenKind";
import type { PanelToken } from "../messages";
import { nameSegment } from "./segment";

/** Everything the tokenizer knows about a token, in one line. */
export function describeToken(token: PanelToken): string {
  const place = hasCharacters(token) ? `characters ${token.start}–${token.end}` : "added by the tokenizer";
  return `id ${token.id} · segment ${nameSegment(token)} · position ${token.position} · ${place}`;
}
