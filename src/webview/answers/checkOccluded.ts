import type { PanelInput, ToPage } from "../messages";
import { PageError } from "../pageError";
import { isWeight } from "./isWeight";

export type Occluded = Omit<Extract<ToPage, { readonly kind: "occlude" }>, "kind">;

/** @throws {PageError} `bad-occluded` unless words stand in the text, with numbers in their ranges. */
export function checkOccluded({ tokens, text }: PanelInput, answer: Occluded): Occluded {
  const { found } = answer;
  if (!found) return answer;
  const fail = (what: string) => new PageError("bad-occluded", `hidden words: ${what}`);
  const { labels, words, attention } = found;
  if (attention.length !== tokens.length) throw fail(`${attention.length} weights, expected ${tokens.length}`);
  const lost = words.find(({ start, end }) => !(start >= 0 && start < end && end <= text.length));
  if (lost) throw fail(`a word at ${lost.start} to ${lost.end}, expected a part of ${text.length} characters`);
  const shares = [
    ...labels.map(({ probability }) => probability),
    ...attention,
    ...words.map((word) => word.attention),
  ];
  const wrong = shares.find((share) => !isWeight(share));
  if (wrong !== undefined) throw fail(`probability or weight ${wrong}, expected 0 to 1`);
  const fall = words.find((word) => !isWeight(Math.abs(word.fall)));
  if (fall) throw fail(`a fall of ${fall.fall}, expected -1 to 1`);
  return answer;
}
