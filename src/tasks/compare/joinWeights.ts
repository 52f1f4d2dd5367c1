import type { AlignedWord } from "./alignWords";

/**
 * Attention between words out of that between tokens: to a word the sum over its tokens, from a word the mean. Source:
 * Clark et al. 2019, What Does BERT Look At?, section 4.1.
 *
 * @param weights - [T, T], rows attend to columns.
 * @returns [W, W] for all words of both sides. 0 to those that this side lacks, and from those that either side lacks.
 */
export function joinWeights(
  weights: ArrayLike<number>,
  words: readonly AlignedWord[],
  side: "before" | "after",
): Float32Array {
  const W = words.length;
  const T = Math.sqrt(weights.length);
  const wordOf = new Int32Array(T).fill(-1);
  for (const [index, word] of words.entries()) for (const position of word[side] ?? []) wordOf[position] = index;
  const sums = new Float64Array(W * W);
  for (const [row, { before, after, [side]: own = [] }] of words.entries()) {
    if (!before || !after) continue;
    for (const from of own) {
      for (let to = 0; to < T; to += 1) {
        const at = row * W + (wordOf[to] ?? -1);
        sums[at] = (sums[at] ?? NaN) + (weights[from * T + to] ?? NaN) / own.length;
      }
    }
  }
  return Float32Array.from(sums);
}

/** [W, H]: the mean of each word's tokens; zeros for words that either side lacks. @param states - [T, H]. */
export function joinStates(
  states: Float32Array,
  H: number,
  words: readonly AlignedWord[],
  side: "before" | "after",
): Float32Array {
  const joined = new Float32Array(words.length * H);
  for (const [index, { before, after, [side]: own = [] }] of words.entries()) {
    if (!before || !after) continue;
    for (let i = 0; i < H; i += 1) {
      let sum = 0;
      for (const position of own) sum += states[position * H + i] ?? NaN;
      joined[index * H + i] = sum / own.length;
    }
  }
  return joined;
}
