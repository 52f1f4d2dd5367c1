import type { PlacedText } from "../similar/placedText";
import type { Span } from "../text/spans/span";

/** A sentence with a word in it. */
export interface PlacedUse {
  readonly place: PlacedText;
  /** The word in the sentence's text. */
  readonly word: Span;
}

/**
 * Finds a word in sentences: in that form, in capitals and small letters. A word twice in a sentence is two uses.
 *
 * @param word - Not empty.
 */
export function* findUses(texts: Iterable<PlacedText>, word: string): Generator<PlacedUse> {
  const escaped = word.replaceAll(/[\\^$.*+?()[\]{}|/-]/gu, String.raw`\$&`);
  // What is no letter may stand anywhere: "C++", "#".
  const before = /^[\p{L}\p{N}\p{M}]/u.test(word) ? String.raw`(?<![\p{L}\p{N}\p{M}])` : "";
  const behind = /[\p{L}\p{N}\p{M}]$/u.test(word) ? String.raw`(?![\p{L}\p{N}\p{M}])` : "";
  const pattern = new RegExp(before + escaped + behind, "giu");
  for (const place of texts) {
    for (const { index, 0: found } of place.text.matchAll(pattern)) {
      yield { place, word: { start: index, end: index + found.length } };
    }
  }
}
