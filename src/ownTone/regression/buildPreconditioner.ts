import { addScaled } from "./addScaled";
import { dot } from "./dot";

/** Beyond it, what factoring takes is more than it saves. */
const MOST_COLUMNS = 600;
/** Rounding may leave less than nothing on the diagonal of a matrix of fewer rows than columns. */
const LEAST_PIVOT = 1e-12;

/** Rows that an estimate needs at most, as a multiple of the columns: more would cost more time than they save. */
const ROWS_PER_COLUMN = 2;
/** Rows whose columns fit into a processor's cache. */
const SLICE = 256;

/** Multiplies each row of weights, in place, by the inverse of an estimate of the second derivatives of the mean loss. */
export type Precondition = (vector: Float64Array) => void;

/**
 * The second derivatives where all weights are 0, of all rows or an even share of them: products of features, times p (1 - p), and the penalty.
 * Features go together in BERT's vectors, so that without it the search takes ten times as many steps.
 *
 * @param features - N rows of H features, with a 1 behind.
 * @param pause - Called now and then, at the latest after a few dozen milliseconds.
 * @returns For a strength of the penalty, the multiplication; `undefined` if there are too many features.
 */
export async function buildPreconditioner(
  features: readonly Float64Array[],
  classes: number,
  pause: () => Promise<void>,
): Promise<((strength: number) => Precondition) | undefined> {
  const columns = features[0]?.length ?? 0;
  if (columns > MOST_COLUMNS) return undefined;
  const share = classes === 2 ? 1 / 4 : (1 / classes) * (1 - 1 / classes);
  const step = Math.max(1, Math.floor(features.length / (ROWS_PER_COLUMN * columns)));
  const rows = features.filter((_, row) => row % step === 0);
  const products = await multiplyColumns(rows, share / rows.length, pause);
  return (strength) => {
    const factor = factorize(products, strength);
    return (vector) => {
      for (let from = 0; from < vector.length; from += columns) solve(factor, vector.subarray(from, from + columns));
    };
  };
}

/** The lower half of the products of all pairs of columns, times `share`: row i has i + 1 numbers. */
async function multiplyColumns(
  rows: readonly Float64Array[],
  share: number,
  pause: () => Promise<void>,
): Promise<readonly Float64Array[]> {
  const products = Array.from({ length: rows[0]?.length ?? 0 }, (_, i) => new Float64Array(i + 1));
  for (let from = 0; from < rows.length; from += SLICE) {
    await pause();
    const slice = rows.slice(from, from + SLICE);
    const columns = products.map((_, k) => Float64Array.from(slice, (row) => row[k] ?? NaN));
    for (const [i, row] of products.entries()) {
      const column = columns[i] ?? row;
      // Not by an iterator: for pairs this short it takes longer than the products.
      for (let j = 0; j <= i; j += 1) row[j] = (row[j] ?? NaN) + share * dot(column, columns[j] ?? column);
    }
  }
  return products;
}

/** The Cholesky factor of the products with the penalty on the diagonal; intercepts, which are last, have none. */
function factorize(products: readonly Float64Array[], strength: number): readonly Float64Array[] {
  const factor: Float64Array[] = [];
  for (const [i, row] of products.entries()) {
    const found = new Float64Array(i + 1);
    for (let j = 0; j <= i; j += 1) {
      const other = j === i ? found : (factor[j] ?? found);
      const rest = (row[j] ?? NaN) + (j === i && i < products.length - 1 ? strength : 0);
      const sum = rest - dot(found, other, j);
      found[j] = j === i ? Math.sqrt(Math.max(sum, LEAST_PIVOT)) : sum / (other[j] ?? NaN);
    }
    factor.push(found);
  }
  return factor;
}

/** Solves factor · factorᵀ · x = vector for x, in place. */
function solve(factor: readonly Float64Array[], vector: Float64Array): void {
  for (const [i, row] of factor.entries()) {
    vector[i] = ((vector[i] ?? NaN) - dot(row, vector, i)) / (row[i] ?? NaN);
  }
  for (let i = factor.length - 1; i >= 0; i -= 1) {
    const row = factor[i];
    if (row === undefined) continue;
    const value = (vector[i] ?? NaN) / (row[i] ?? NaN);
    vector[i] = value;
    addScaled(vector, row, -value, i);
  }
}
