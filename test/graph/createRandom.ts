/** Random numbers in [0, 1), the same for the same seed. Source: Lehmer's generator with the factor of Park and Miller 1988. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}
