import type { AttentionMap } from "../answers/attentionMap";
import { type Between, isBetween } from "../answers/between";
import { isSpecial } from "../answers/tokenKind";

/** A line from a token to a token that it looks at. */
export interface Link {
  readonly from: number;
  readonly to: number;
  /** 0..1. */
  readonly weight: number;
}

export interface Links {
  /** Weakest first, so that the strongest are drawn on top. */
  readonly links: readonly Link[];
  /** Number of links left out because they stand between other texts of the pair. */
  readonly otherTexts: number;
  /** Number of links left out because they start or end at a special token. */
  readonly special: number;
  /** Number of other links that are too weak. */
  readonly weaker: number;
  /** Number of links that are strong enough, and too many to draw; all are weaker than those drawn. */
  readonly beyond: number;
}

export interface LinksWanted {
  /** The least weight; or else `strongest` says how many are wanted. */
  readonly threshold?: number;
  /** The share of links that is wanted, 0..1: of those that nothing else leaves out. */
  readonly strongest?: number;
  readonly between: Between;
  /** Links from and to special tokens are wanted. */
  readonly withSpecial: boolean;
}

/** Selects the `most` strongest of the links that are wanted; of equals the later. */
export function selectLinks(map: AttentionMap, wanted: LinksWanted, most: number): Links {
  const { tokens, weights } = map;
  const { threshold = 0, strongest, between, withSpecial } = wanted;
  const T = tokens.length;
  const isLeftOut = Uint8Array.from(tokens, (token) => Number(!withSpecial && isSpecial(token)));
  const segments = Uint8Array.from(tokens, ({ segment }) => segment);
  const isOfTexts = [0, 1].map((from) => [0, 1].map((to) => isBetween(between, from, to)));
  /** 0 for a link that nothing but its weight can leave out. */
  const judge = (i: number): 0 | 1 | 2 => {
    const [from, to] = [Math.floor(i / T), i % T];
    if (isOfTexts[segments[from] ?? 0]?.[segments[to] ?? 0] !== true) return 1;
    return isLeftOut[from] === 1 || isLeftOut[to] === 1 ? 2 : 0;
  };
  const counts = [0, 0, 0];
  let strong = 0;
  for (let i = 0; i < weights.length; i += 1) {
    const verdict = judge(i);
    counts[verdict] = (counts[verdict] ?? 0) + 1;
    if (verdict === 0 && (weights[i] ?? NaN) >= threshold) strong += 1;
  }
  const [open = 0, otherTexts = 0, special = 0] = counts;
  const asked = strongest === undefined ? strong : Math.ceil(open * strongest);
  const links: Link[] = [];
  const order = sortWeights(map);
  for (let at = order.length - 1; at >= 0 && links.length < Math.min(most, asked); at -= 1) {
    const i = order[at] ?? 0;
    if (judge(i) === 0) links.unshift({ from: Math.floor(i / T), to: i % T, weight: weights[i] ?? NaN });
  }
  return { links, otherTexts, special, weaker: open - asked, beyond: asked - links.length };
}

const sorted = new WeakMap<AttentionMap, Int32Array>();

/** Indices of the weights, weakest first: sorted once, because a slider that is dragged asks again for every frame. */
function sortWeights(map: AttentionMap): Int32Array {
  const known = sorted.get(map);
  if (known !== undefined) return known;
  const n = map.weights.length;
  // The bits of positive floats are in the order of their values. Numbers are sorted natively, unlike indices.
  const bits = new Uint32Array(map.weights.buffer, map.weights.byteOffset, n);
  const keys = Float64Array.from(bits, (value, i) => value * n + i).sort();
  const order = Int32Array.from(keys, (key) => key % n);
  sorted.set(map, order);
  return order;
}
