import { isOpposite } from "./isOpposite";
import { listNegations } from "./listKept";
import type { Draft } from "./rewrite";

/**
 * Whether a rewrite says what the text says as far as words tell: it has the same negations in the same order, and puts
 * no word in place of its opposite. Models give opposites much the same place, so no measure would notice.
 */
export function keepsMeaning(text: string, draft: Draft): boolean {
  if (listNegations(draft.text).join(" ") !== listNegations(text).join(" ")) return false;
  return draft.edits.every(({ start, end, text: written }) => {
    const now = listWords(written);
    return !listWords(text.slice(start, end)).some((word) => now.some((other) => isOpposite(word, other)));
  });
}

function listWords(text: string): readonly string[] {
  return text.match(/[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu) ?? [];
}
