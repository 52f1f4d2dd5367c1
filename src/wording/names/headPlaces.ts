import * as l10n from "@vscode/l10n";

/** Where the attention of a head goes. A weight counts once, under the first of these places that fits. */
export const HEAD_PLACES = ["special", "itself", "previous", "next", "sameSegment", "otherSegment"] as const;
export type HeadPlace = (typeof HEAD_PLACES)[number];

const NAMES: Readonly<Record<HeadPlace, () => string>> = {
  special: () => l10n.t("special tokens"),
  itself: () => l10n.t("itself"),
  previous: () => l10n.t("previous token"),
  next: () => l10n.t("next token"),
  sameSegment: () => l10n.t("same segment"),
  otherSegment: () => l10n.t("other segment"),
};

export function nameHeadPlace(place: HeadPlace): string {
  return NAMES[place]();
}
