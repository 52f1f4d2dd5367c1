import { formatFixed } from "./formatFixed";

/** A cosine as people read it: "0.947". Only the same vector is rounded to 1. */
export function formatSimilarity(cosine: number): string {
  return cosine < 1 - 1e-6 ? formatFixed(Math.min(0.999, cosine), 3) : "1";
}
