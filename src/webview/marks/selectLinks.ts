import type { AttentionMap } from "../answers/attentionMap";
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
  /** Number of links left out because they start or end at a special token. */
  readonly special: number;
  /** Number of other links under the threshold. */
  readonly weaker: number;
  /** Number of links over the threshold that are too many to draw; all are weaker than those drawn. */
  readonly beyond: number;
}

export interface LinksWanted {
  readonly threshold: number;
  readonly most: number;
  /** Links from and to special tokens are wanted. */
  readonly withSpecial: boolean;
}

/** Selects the `most` strongest of the links that reach `threshold`; of equals the later. */
export function selectLinks({ tokens, weights }: AttentionMap, { threshold, most, withSpecial }: LinksWanted): Links {
  const T = tokens.length;
  const isLeftOut = tokens.map((token) => !withSpecial && isSpecial(token));
  const words = isLeftOut.filter((left) => !left).length;
  // Indices, not links: 512 tokens have 262,144 links, of which only `most` become objects.
  const strong: number[] = [];
  weights.forEach((weight, i) => {
    if (weight >= threshold && !isLeftOut[i % T] && !isLeftOut[Math.floor(i / T)]) strong.push(i);
  });
  strong.sort((a, b) => (weights[a] ?? NaN) - (weights[b] ?? NaN));
  const beyond = Math.max(0, strong.length - most);
  const links = strong.slice(beyond).map((i) => ({ from: Math.floor(i / T), to: i % T, weight: weights[i] ?? NaN }));
  return { links, special: T * T - words * words, weaker: words * words - strong.length, beyond };
}
