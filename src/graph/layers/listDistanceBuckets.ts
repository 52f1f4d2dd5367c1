/** Distance from which on all tokens are equally far. */
const FAR = 128;

/**
 * The bucket of each distance from -(most - 1), far before, to most - 1, far behind: half of the buckets are for each
 * side, and half of these for distances of their own; the others grow.
 *
 * Source: huggingface/transformers v5.24.0, modeling_mpnet.py, `relative_position_bucket`, which computes in float32.
 */
export function listDistanceBuckets(buckets: number, most: number): readonly number[] {
  const side = Math.floor(buckets / 2);
  const exact = Math.floor(side / 2);
  const { fround } = Math;
  const grow = fround(Math.log(FAR / exact));
  return Array.from({ length: 2 * most - 1 }, (_, index) => {
    const distance = index - (most - 1);
    const n = Math.abs(distance);
    const first = distance > 0 ? side : 0;
    if (n < exact) return first + n;
    const share = fround(fround(Math.log(fround(n / exact))) / grow);
    return first + Math.min(exact + Math.trunc(fround(share * (side - exact))), side - 1);
  });
}
