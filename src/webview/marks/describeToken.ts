import * as l10n from "@vscode/l10n";
import { hasCharacters } from "../answers/tokenKind";
import type { PanelToken } from "../messages";
import { nameSegment } from "./segment";

/** Everything the tokenizer knows about a token, in one line. */
export function describeToken(token: PanelToken): string {
  const { id, position, start, end } = token;
  return hasCharacters(token)
    ? l10n.t("id {0} · segment {1} · position {2} · characters {3}–{4}", id, nameSegment(token), position, start, end)
    : l10n.t("id {0} · segment {1} · position {2} · added by the tokenizer", id, nameSegment(token), position);
}
