import { formatCounted } from "./formatCounted";
import { nameStage } from "./names/nameStage";

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
  if (uses.length < 2) return `${count}: two or more can be compared.`;
  const grouped =
    groups === 1
      ? `${count} make one group: none stand apart enough.`
      : `${count} fall into ${groups} groups, with a mean silhouette of ${silhouette.toFixed(2)}.`;
  const mean = (alike[layer] ?? NaN).toFixed(2);
  const where = layer === 0 ? "in the embeddings" : nameStage(layer).toLowerCase();
  return `${grouped} A static vector is the same in all of them; ${where}, two uses are alike by ${mean} (mean cosine).`;
}
