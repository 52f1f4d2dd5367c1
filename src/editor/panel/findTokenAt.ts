import type { PanelToken } from "../../webview/messages";

/**
 * The token that holds the character behind an offset or, behind the last character of a word, the one that ends there.
 *
 * @param at - Which of the texts, and a UTF-16 offset in it.
 * @returns its position.
 */
export function findTokenAt(
  tokens: readonly PanelToken[],
  at: { readonly segment: number; readonly offset: number },
): number | undefined {
  const own = tokens.filter(({ segment, start, end }) => segment === at.segment && start < end);
  const found =
    own.find(({ start, end }) => start <= at.offset && at.offset < end) ?? own.find(({ end }) => end === at.offset);
  return found?.position;
}
