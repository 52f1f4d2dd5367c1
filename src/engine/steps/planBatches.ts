/**
 * Most tokens of one batch on the CPU, unless a single sequence is longer. One run holds the thread for that long, and
 * a more urgent request may have to wait for it.
 */
export const BATCH_TOKENS = 128;

/**
 * Groups sequences that may share a run of the readouts.
 *
 * Only sequences of equal length share a run: then nothing is padded, every product has the same shape for each
 * sequence as when it runs alone, and the answer is the same bit for bit.
 *
 * @param lengths - Tokens of each sequence.
 * @param batchTokens - Most tokens of a batch, unless a single sequence is longer.
 * @returns Indices of the sequences of each run.
 */
export function planBatches(lengths: readonly number[], batchTokens = BATCH_TOKENS): readonly (readonly number[])[] {
  const groups = new Map<number, number[]>();
  for (const [index, tokens] of lengths.entries()) {
    const group = groups.get(tokens);
    if (group === undefined) groups.set(tokens, [index]);
    else group.push(index);
  }
  return [...groups].flatMap(([tokens, group]) => cut(group, Math.max(1, Math.floor(batchTokens / tokens))));
}

function cut(group: readonly number[], size: number): readonly (readonly number[])[] {
  return Array.from({ length: Math.ceil(group.length / size) }, (_, index) =>
    group.slice(index * size, (index + 1) * size),
  );
}
