import * as l10n from "@vscode/l10n";
import { formatCounted } from "./formatCounted";
import { formatFixed } from "./numbers/formatFixed";

/** What was found of a word's uses, in two sentences: how they group, and how far they are from one static vector. */
export function describeSenses({
  uses,
  groups,
  silhouette,
  alike,
  layer,
}: {
  readonly uses: readonly unknown[];
  readonly groups: number;
  /** -1..1 */
  readonly silhouette: number;
  /** By layer, -1..1. */
  readonly alike: readonly number[];
  readonly layer: number;
}): string {
  const count = formatCounted(uses.length, "use");
  if (uses.length < 2) return l10n.t("{0}: two or more can be compared.", count);
  const grouped =
    groups === 1
      ? l10n.t("{0} make one group: none stand apart enough.", count)
      : l10n.t("{0} fall into {1} groups, with a mean silhouette of {2}.", count, groups, formatFixed(silhouette, 2));
  const mean = formatFixed(alike[layer] ?? NaN, 2);
  const compared =
    layer === 0
      ? l10n.t(
          "A static vector is the same in all of them; in the embeddings, two uses are alike by {0} (mean cosine).",
          mean,
        )
      : l10n.t(
          "A static vector is the same in all of them; after layer {0}, two uses are alike by {1} (mean cosine).",
          layer - 1,
          mean,
        );
  return `${grouped} ${compared}`;
}
