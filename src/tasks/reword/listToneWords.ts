import { listWords } from "../../text/occlusion/listWords";
import { occludeWords } from "../../text/occlusion/occludeWords";
import type { Span } from "../../text/spans/span";
import { touchesKept } from "./listKept";
import type { ReadTones } from "./rewordTools";

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
  const open = listWords(text).filter((span) => !touchesKept(kept, span));
  if (open.length < 2) return open;
  const readings = await occludeWords(text, { words: open, mask }, readTones);
  return readings
    .map(({ span, without }) => ({ span, fall: before - without }))
    .filter(({ fall }) => fall >= LEAST_FALL)
    .sort((a, b) => b.fall - a.fall || a.span.start - b.span.start)
    .slice(0, MOST_WORDS)
    .map(({ span }) => span);
}
