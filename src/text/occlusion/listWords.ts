import type { Span } from "../spans/span";

/** Letters and digits, with apostrophes and hyphens between them. */
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’-][\p{L}\p{N}\p{M}]+)*/gu;

/** The words of a text, in order. */
export function listWords(text: string): readonly Span[] {
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({ start: index, end: index + word.length }));
}
