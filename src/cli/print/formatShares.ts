import type { HeadShares } from "../../tasks/schemas/sharesSchema";
import { HEAD_PLACES, nameHeadPlace } from "../../wording/names/headPlaces";
import { formatPercent } from "../../wording/numbers/formatPercent";

/** "special tokens 57.7 %" for each place that gets any attention, the largest share first. */
export function formatShares(shares: HeadShares): readonly string[] {
  return [...HEAD_PLACES]
    .filter((place) => shares[place] > 0)
    .sort((a, b) => shares[b] - shares[a])
    .map((place) => `${nameHeadPlace(place)} ${formatPercent(shares[place])}`);
}
