import { listWord } from "../answers/listWord";
import type { PanelToken } from "../messages";

/**
 * Masks the word of a token, or takes its masks away again.
 *
 * @param masked - Positions, ascending.
 * @param position - Of the token; without one, no word is masked.
 * @returns `undefined` for a token that is in no word.
 */
export function toggleMask(
  masked: readonly number[],
  { tokens, position }: { readonly tokens: readonly PanelToken[]; readonly position: number | undefined },
): readonly number[] | undefined {
  if (position === undefined) return [];
  const word = listWord(tokens, position);
  if (word.length === 0) return undefined;
  const others = masked.filter((each) => !word.includes(each));
  return others.length < masked.length ? others : [...masked, ...word].sort((a, b) => a - b);
}
