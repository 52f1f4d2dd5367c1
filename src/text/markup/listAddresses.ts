import { LINK_WORD } from "./placeholders";
import type { Replacement } from "./proseBuilder";

/** An address on the web, without the punctuation that follows it in a sentence. */
export const ADDRESS = /\b(?:https?:\/\/|www\.)[^\s<>]*[^\s<>.,;:!?'"’”)\]}]/giu;

/** The bare addresses in a text, each to be read as one word. */
export function listAddresses(text: string): readonly Replacement[] {
  return Array.from(text.matchAll(ADDRESS), ({ 0: address, index }) => ({
    start: index,
    end: index + address.length,
    word: LINK_WORD,
  }));
}
