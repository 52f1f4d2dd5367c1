import { LINK_WORD } from "./placeholders";
import type { Replacement } from "./proseBuilder";

/** An address, without the punctuation that follows it in a sentence. */
export const ADDRESS = /\b(?:https?:\/\/|www\.)[^\s<>]*[^\s<>.,;:!?'"’”)\]}]/giu;

/** Addresses that stand in a text as they are, each a word. */
export function listAddresses(text: string): readonly Replacement[] {
  return Array.from(text.matchAll(ADDRESS), ({ 0: address, index }) => ({
    start: index,
    end: index + address.length,
    word: LINK_WORD,
  }));
}
