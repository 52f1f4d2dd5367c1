import type { PlacedText } from "../similar/placedText";
import { showHidden } from "../text/sentences/showHidden";
import { findDocumentSpan, type Sentence } from "../text/spans/sentence";
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
  const pattern = buildPattern(word);
  for (const place of texts) {
    for (const found of listPlaces(place.text, pattern)) yield { place, word: found };
  }
}

/**
 * Where a use stands in its document. What is shown of a sentence has no places of its own, so the word is counted: the
 * third of the sentence is the third of its prose.
 *
 * @param sentence - The one that was placed.
 * @param document - The text in which its runs are.
 * @returns The sentence's own range if the word stands in what is only shown.
 */
export function placeUse(sentence: Sentence, document: string, { place, word }: PlacedUse): Span {
  const pattern = buildPattern(place.text.slice(word.start, word.end));
  const shown = listPlaces(place.text, pattern);
  const prose = showHidden(sentence, document);
  const found = listPlaces(prose.text, pattern);
  const own = found[shown.findIndex(({ start }) => start === word.start)];
  const placed = own && shown.length === found.length ? findDocumentSpan(prose, own) : undefined;
  return placed ?? sentence.span;
}

function listPlaces(text: string, pattern: RegExp): readonly Span[] {
  return Array.from(text.matchAll(pattern), ({ index, 0: found }) => ({ start: index, end: index + found.length }));
}

function buildPattern(word: string): RegExp {
  const escaped = word.replaceAll(/[\\^$.*+?()[\]{}|/-]/gu, String.raw`\$&`);
  // What is no letter may stand anywhere: "C++", "#".
  const before = /^[\p{L}\p{N}\p{M}]/u.test(word) ? String.raw`(?<![\p{L}\p{N}\p{M}])` : "";
  const behind = /[\p{L}\p{N}\p{M}]$/u.test(word) ? String.raw`(?![\p{L}\p{N}\p{M}])` : "";
  return new RegExp(before + escaped + behind, "giu");
}
