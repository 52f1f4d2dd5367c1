import { createRandom } from "../../random/createRandom";

/** Most parts that rows are split into. */
const MOST_FOLDS = 5;
/** Any number: the same rows are split in the same way each time. */
const SEED = 20181011;

export interface Folds {
  readonly count: number;
  /** N numbers of folds, 0..count-1. */
  readonly of: Int32Array;
}

/**
 * Splits rows into parts in each of which every label has its share, as far as can be. Rows of the same text are in one
 * part: a row would else be judged by what itself has taught.
 *
 * @param labels - Of each row, 0..K-1.
 * @returns `undefined` if a label has one text alone: the part that it is in could not be judged by the others.
 */
export function splitFolds(texts: readonly string[], labels: Int32Array): Folds | undefined {
  const groups = new Map<string, { readonly label: number; readonly rows: number[] }>();
  for (const [row, text] of texts.entries()) {
    const group = groups.get(text) ?? { label: labels[row] ?? 0, rows: [] };
    group.rows.push(row);
    groups.set(text, group);
  }
  const byLabel = new Map<number, (readonly number[])[]>();
  for (const { label, rows } of groups.values()) byLabel.set(label, [...(byLabel.get(label) ?? []), rows]);
  const fewest = Math.min(...Array.from(byLabel.values(), ({ length }) => length));
  if (byLabel.size < new Set(labels).size || fewest < 2) return undefined;
  const count = Math.min(MOST_FOLDS, fewest);
  const of = new Int32Array(texts.length);
  const random = createRandom(SEED);
  // The next label goes on with the part that the last one ended at, so that parts are of one size.
  let next = 0;
  for (const [, dealt] of [...byLabel].sort(([a], [b]) => a - b)) {
    for (const rows of shuffle(dealt, random)) {
      for (const row of rows) of[row] = next % count;
      next += 1;
    }
  }
  return { count, of };
}

function shuffle<T>(items: readonly T[], random: () => number): readonly T[] {
  // Sorted by random numbers. Two that are equal are as good as never drawn, and then keep their order.
  const drawn = items.map((item) => ({ item, key: random() }));
  return drawn.sort((a, b) => a.key - b.key).map(({ item }) => item);
}
