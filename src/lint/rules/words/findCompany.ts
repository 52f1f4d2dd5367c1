import type { Span } from "../../../text/spans/span";

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}_]*(?:['’-][\p{L}\p{N}\p{M}_]+)*/gu;

/** The words around a place of a sentence. */
export interface Company {
  /** Words before the place, the nearest first. */
  readonly before: readonly Span[];
  /** Words behind the place, the nearest first. */
  readonly after: readonly Span[];
}

/** @param place - In the text. Words that it touches are in neither list. */
export function findCompany(text: string, place: Span): Company {
  const words = Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({ start: index, end: index + word.length }));
  return {
    before: words.filter(({ end }) => end <= place.start).reverse(),
    after: words.filter(({ start }) => start >= place.end),
  };
}
