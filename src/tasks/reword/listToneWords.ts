import type { Span } from "../../text/spans/span";
import { touchesKept } from "./listKept";
import type { ReadTones } from "./rewordTools";

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’-][\p{L}\p{N}\p{M}]+)*/gu;
/** Least fall of P(negative), with a word hidden, of a word that carries the tone. */
const LEAST_FALL = 0.01;
const MOST_WORDS = 4;

/**
 * The words that carry a text's tone, the weightiest first: each is hidden in turn, and the tone read without it.
 *
 * @param mask - Stands for a hidden word; see the reasons of `tone/negative`.
 * @param before - P(negative) of the text.
 */
export async function listToneWords(
  text: string,
  {
    kept,
    mask,
    before,
    readTones,
  }: { readonly kept: readonly Span[]; readonly mask: string; readonly before: number; readonly readTones: ReadTones },
): Promise<readonly Span[]> {
  const words = Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({ start: index, end: index + word.length }));
  const open = words.filter((span) => !touchesKept(kept, span));
  if (open.length < 2) return open;
  const hidden = open.map(({ start, end }) => text.slice(0, start) + mask + text.slice(end));
  const scores = await readTones(hidden);
  return open
    .map((span, i) => ({ span, fall: before - (scores[i] ?? NaN) }))
    .filter(({ fall }) => fall >= LEAST_FALL)
    .sort((a, b) => b.fall - a.fall || a.span.start - b.span.start)
    .slice(0, MOST_WORDS)
    .map(({ span }) => span);
}
