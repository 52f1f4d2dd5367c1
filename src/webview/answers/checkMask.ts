import type { PanelInput, PanelMask } from "../messages";
import { PageError } from "../pageError";
import { isWeight } from "./isWeight";

/** Rounding may carry a cosine slightly beyond 1. */
const MOST_COSINE = 1 + 1e-6;

/** @throws {PageError} `bad-mask` unless it is about tokens that there are, with numbers in their ranges. */
export function checkMask({ tokens, model }: PanelInput, answer: PanelMask): PanelMask {
  const fail = (what: string) => new PageError("bad-mask", `mask: ${what}`);
  const { positions, masked, links, moved, cosines, next, tone, layer, head } = answer;
  if (!(layer < model.layers && head < model.heads)) throw fail(`layer ${layer}, head ${head}, which there is not`);
  const all = [...positions, ...masked.map(({ position }) => position), ...links.flatMap(({ from, to }) => [from, to])];
  const lost = all.find((position) => tokens[position] === undefined);
  if (lost !== undefined) throw fail(`token ${lost}, expected 0 to ${tokens.length - 1}`);
  for (const [name, list] of [
    ["shares that moved", moved],
    ["cosines", cosines],
  ] as const) {
    if (list.length !== tokens.length) throw fail(`${list.length} ${name}, expected ${tokens.length}`);
  }
  const tones = tone ? [tone.before, tone.after] : [];
  const weights = [
    ...moved,
    ...links.flatMap(({ before, after }) => [before, after]),
    ...masked.flatMap(({ fills, original }) => [...fills, original].map(({ probability }) => probability)),
    ...(next ? [next.before, next.after] : []),
    ...tones.flatMap(({ negative, neutral, positive }) => [negative, neutral, positive]),
  ];
  const wrong = weights.find((value) => !isWeight(value));
  if (wrong !== undefined) throw fail(`probability or weight ${wrong}, expected 0 to 1`);
  const cosine = cosines.find((value) => !(Math.abs(value) <= MOST_COSINE));
  if (cosine !== undefined) throw fail(`cosine ${cosine}, expected -1 to 1`);
  return answer;
}
