import type { PanelInput, ToPage } from "../messages";
import { PageError } from "../pageError";
import { isWeight } from "./isWeight";

export type ComparedAnswer = Omit<Extract<ToPage, { readonly kind: "pair" }>, "kind">;

/** @throws {PageError} `bad-pair` unless there are L layers of N heads, with shares and probabilities of 0..1. */
export function checkComparedPair({ model }: PanelInput, answer: ComparedAnswer): ComparedAnswer {
  const { found } = answer;
  if (!found) return answer;
  const fail = (what: string) => new PageError("bad-pair", `pair: ${what}`);
  const { layers, even, isNext, swapped, others, margin } = found;
  if (layers.length !== model.layers) throw fail(`${layers.length} layers, expected ${model.layers}`);
  const wide = layers.find((heads) => heads.length !== model.heads);
  if (wide) throw fail(`${wide.length} heads, expected ${model.heads}`);
  const shares = [isNext, swapped, ...others.map((other) => other.isNext)];
  for (const { ab, ba } of [even, ...layers.flat()]) shares.push(ab, ba);
  const wrong = shares.find((share) => !isWeight(share));
  if (wrong !== undefined) throw fail(`probability or share ${wrong}, expected 0 to 1`);
  if (!Number.isFinite(margin)) throw fail(`margin ${margin}, expected a finite number`);
  return answer;
}
