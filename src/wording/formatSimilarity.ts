/** A cosine as people read it: "0.947". Only the same vector is rounded to 1. */
export function formatSimilarity(cosine: number): string {
  return cosine < 1 - 1e-6 ? Math.min(0.999, cosine).toFixed(3) : "1";
}
