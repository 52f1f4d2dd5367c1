import { HEAD_PLACES, type HeadShares } from "../engine/protocol";
import { formatPercent } from "./table";

const NAMES: Readonly<Record<keyof HeadShares, string>> = {
  special: "special tokens",
  itself: "itself",
  previous: "previous token",
  next: "next token",
  sameSegment: "same segment",
  otherSegment: "other segment",
};

/** "special tokens 57.7 %" for each place that gets something, the most first. */
export function formatShares(shares: HeadShares): readonly string[] {
  return [...HEAD_PLACES]
    .filter((place) => shares[place] > 0)
    .sort((a, b) => shares[b] - shares[a])
    .map((place) => `${NAMES[place]} ${formatPercent(shares[place])}`);
}
