/** Where the attention of a head goes. A weight counts once, under the first of these places that fits. */
export const HEAD_PLACES = ["special", "itself", "previous", "next", "sameSegment", "otherSegment"] as const;
export type HeadPlace = (typeof HEAD_PLACES)[number];

const NAMES: Readonly<Record<HeadPlace, string>> = {
  special: "special tokens",
  itself: "itself",
  previous: "previous token",
  next: "next token",
  sameSegment: "same segment",
  otherSegment: "other segment",
};

export function nameHeadPlace(place: HeadPlace): string {
  return NAMES[place];
}
