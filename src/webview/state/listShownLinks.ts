import { listHeads } from "../../wording/names/nameHeads";
import type { Focus } from "../answers/attentionMap";
import type { PanelAnswers } from "../answers/panelAnswers";
import { hasCharacters } from "../answers/tokenKind";
import type { HeadChoice, PanelInput } from "../messages";
import type { ShownLinks } from "../messages/fromPage";

/** More tints could not be told apart. */
const MOST_LINKS = 8;
/** Weaker links are not worth a tint. */
const LEAST_WEIGHT = 0.01;

/** What of the chosen token's links can be shown in its document: the strongest, to tokens that have characters there. */
export function listShownLinks(
  { tokens, place }: PanelInput,
  answers: PanelAnswers,
  { focus, heads }: { readonly focus: Focus; readonly heads: readonly HeadChoice[] },
): ShownLinks | undefined {
  const weights = listHeads(answers.mixed) === listHeads(heads) ? answers.readAttention(focus) : undefined;
  const chosen = tokens[focus.position];
  if (!weights || place === undefined || !chosen || !hasCharacters(chosen)) return undefined;
  const links = tokens
    .flatMap((token) =>
      hasCharacters(token) ? [{ position: token.position, weight: weights[token.position] ?? 0 }] : [],
    )
    .filter(({ weight }) => weight >= LEAST_WEIGHT)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_LINKS);
  return { ...focus, heads: heads.map((head) => ({ ...head })), links };
}
