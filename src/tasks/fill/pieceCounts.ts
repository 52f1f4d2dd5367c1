/**
 * P(a word has k pieces), k = 1, 2, …: the share among the words of held-out documentation and encyclopedia, as the
 * vocabularies of cloze-small, bert-base-uncased and bert-base-cased cut them, all six counts averaged
 * (`npm run evaluate -- --only words`). Their sum is below 1: the rest is of longer words.
 */
const SHARES = [0.9113, 0.0499, 0.0237, 0.009, 0.0026, 0.0013, 0.0006, 0.0004] as const;

/** The longest word that has a share. */
export const MOST_PIECES = SHARES.length;

/** Natural logarithm of the share of words of so many pieces. */
export function readLogShare(pieces: number): number {
  return Math.log(SHARES[pieces - 1] ?? 0);
}
