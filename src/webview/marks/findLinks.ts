import type { AttentionMap } from "../answers/attentionMap";
import { isSpecial } from "./describeToken";

/** One line from a token to a token it looks at. */
export interface Link {
  readonly from: number;
  readonly to: number;
  /** 0..1. */
  readonly weight: number;
}

export interface Links {
  /** Weakest first, so that the strongest are drawn on top. */
  readonly links: readonly Link[];
  /** Links of special tokens, where they are not wanted. */
  readonly special: number;
  /** Other links under the threshold. */
  readonly weaker: number;
  /** Links over the threshold that were too many to draw, all weaker than those drawn. */
  readonly beyond: number;
}

export interface LinksWanted {
  readonly threshold: number;
  readonly most: number;
  /** Whether those from and to special tokens are. */
  readonly withSpecial: boolean;
}

/** The links of at least `threshold`, and of those the `most` strongest; of equals the later. */
export function findLinks({ tokens, weights }: AttentionMap, { threshold, most, withSpecial }: LinksWanted): Links {
  const T = tokens.length;
  const isLeftOut = tokens.map((token) => !withSpecial && isSpecial(token));
  const words = isLeftOut.filter((left) => !left).length;
  // Indices, not links: of 512 tokens' 262,144 only `most` become objects.
  const strong: number[] = [];
  weights.forEach((weight, i) => {
    if (weight >= threshold && !isLeftOut[i % T] && !isLeftOut[Math.floor(i / T)]) strong.push(i);
  });
  strong.sort((a, b) => (weights[a] ?? NaN) - (weights[b] ?? NaN));
  const beyond = Math.max(0, strong.length - most);
  const links = strong.slice(beyond).map((i) => ({ from: Math.floor(i / T), to: i % T, weight: weights[i] ?? NaN }));
  return { links, special: T * T - words * words, weaker: words * words - strong.length, beyond };
}
