import type { PanelCompared } from "../messages/compared";
import { PageError } from "../pageError";
import { isWeight } from "./isWeight";

/** Rounding may carry a cosine slightly beyond 1. */
const MOST_COSINE = 1 + 1e-6;

/** @throws {PageError} `bad-compared` unless it is about words that there are, with numbers in their ranges. */
export function checkCompared(answer: PanelCompared): PanelCompared {
  const fail = (what: string) => new PageError("bad-compared", `comparison: ${what}`);
  const { words, fills, labels, next, links, movedHeads } = answer;
  const lost = [...fills.map(({ word }) => word), ...links.flatMap(({ from, to }) => [from, to])].find(
    (index) => words[index] === undefined,
  );
  if (lost !== undefined) throw fail(`word ${lost}, expected 0 to ${words.length - 1}`);
  const sides = [...fills.flatMap(({ fills: found }) => found), ...labels, ...(next ? [next] : []), ...links];
  const shares = [
    ...sides.flatMap(({ before, after }) => [before, after]),
    ...fills.flatMap(({ originals: { before, after } }) => [before?.probability, after?.probability]),
    ...words.map(({ moved }) => moved),
    ...movedHeads.map(({ moved }) => moved),
  ];
  const wrong = shares.find((share) => share !== undefined && !isWeight(share));
  if (wrong !== undefined) throw fail(`share ${wrong}, expected 0 to 1`);
  const turned = words.find(({ cosine }) => cosine !== undefined && !(Math.abs(cosine) <= MOST_COSINE));
  if (turned) throw fail(`cosine ${turned.cosine}, expected -1 to 1`);
  return answer;
}
