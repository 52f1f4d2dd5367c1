/** A number beside the diagonal with a smaller share of it changes no axis. */
const SETTLED = 1e-15;
/** Jacobi's method squares what is left with every sweep; so many are more than it has ever taken. */
const MOST_SWEEPS = 30;

/**
 * All eigenvalues and eigenvectors of a small symmetric matrix, in no order.
 *
 * @param matrix - [M, M]; overwritten.
 */
export function diagonalize(matrix: readonly Float64Array[]): {
  readonly values: readonly number[];
  readonly vectors: readonly Float64Array[];
} {
  const vectors = matrix.map((row, k) => Float64Array.from(row, (_, i) => (i === k ? 1 : 0)));
  const least = SETTLED * matrix.reduce((sum, row, k) => sum + (row[k] ?? 0), 0);
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let isDone = true;
    for (const [p, first] of matrix.entries()) {
      for (let q = p + 1; q < matrix.length; q++) {
        const second = matrix[q] ?? first;
        const [app, aqq, apq] = [first[p] ?? NaN, second[q] ?? NaN, first[q] ?? NaN];
        if (!(Math.abs(apq) > least)) continue;
        isDone = false;
        const tau = (aqq - app) / (2 * apq);
        const tangent = (tau < 0 ? -1 : 1) / (Math.abs(tau) + Math.hypot(1, tau));
        const cosine = 1 / Math.hypot(1, tangent);
        const turn = { cosine, sine: tangent * cosine };
        turnRows(first, second, turn);
        for (const row of matrix) turnEntries(row, p, q, turn);
        turnRows(vectors[p] ?? first, vectors[q] ?? second, turn);
      }
    }
    if (isDone) break;
  }
  return { values: matrix.map((row, k) => row[k] ?? NaN), vectors };
}

interface Turn {
  readonly cosine: number;
  readonly sine: number;
}

function turnRows(first: Float64Array, second: Float64Array, { cosine, sine }: Turn): void {
  for (let i = 0; i < first.length; i++) {
    const [a, b] = [first[i] ?? NaN, second[i] ?? NaN];
    first[i] = cosine * a - sine * b;
    second[i] = sine * a + cosine * b;
  }
}

function turnEntries(row: Float64Array, p: number, q: number, { cosine, sine }: Turn): void {
  const [a, b] = [row[p] ?? NaN, row[q] ?? NaN];
  row[p] = cosine * a - sine * b;
  row[q] = sine * a + cosine * b;
}
