import { diagonalize } from "./diagonalize";
import { innerProduct } from "./innerProduct";
import type { SymmetricMatrix } from "./symmetricMatrix";

/** An eigenvector, and its eigenvalue. */
export interface Axis {
  /** [T], of length 1; zeros for an axis that holds nothing. */
  readonly direction: Float64Array;
  /** The variance along it. */
  readonly variance: number;
}

/** Vectors of the first space that is tried; texts in which a third axis holds nearly as much need larger ones. */
const FIRST_BASIS = 16;
/** Vectors of the largest space that is tried: finding axes in it takes longer than all else. */
const MOST_BASIS = 128;
/** An axis that the matrix turns by a smaller share of the variance is found. */
const CLOSE = 1e-9;
/** A direction with a smaller share of the variance holds rounding errors. */
const NOTHING = 1e-12;

/**
 * Finds the two axes of a symmetric matrix that hold the most variance, also where a third holds nearly as much.
 * Source: block Lanczos with full orthogonalization, and Jacobi's method; Golub and Van Loan, _Matrix Computations_, 10.3
 * and 8.5.
 *
 * @param matrix - [T, T], without negative eigenvalues, T at least 1.
 */
export function computeAxes(matrix: SymmetricMatrix): readonly [Axis, Axis] {
  const total = matrix.trace;
  const space = new Space(matrix, total);
  for (let size = FIRST_BASIS; ; size *= 2) {
    space.grow(Math.min(size, MOST_BASIS));
    const axes = space.findAxes();
    if (space.isClosed || size >= MOST_BASIS || isFound(matrix, axes, CLOSE * total)) return axes;
  }
}

/** Whether the matrix turns no axis further away from itself than by `most`. */
function isFound(matrix: SymmetricMatrix, axes: readonly [Axis, Axis], most: number): boolean {
  const images = matrix.multiply([axes[0].direction, axes[1].direction]);
  return axes.every(({ direction, variance }, i) => {
    const image = images[i] ?? direction;
    addTo(image, direction, -variance);
    return Math.sqrt(innerProduct(image, image)) <= most;
  });
}

/** The space of two vectors and their images, the images of those, and so on. */
class Space {
  readonly #matrix: SymmetricMatrix;
  /** A shorter image holds rounding errors. */
  readonly #least: number;
  /** At right angles to each other, of length 1. */
  readonly #basis: Float64Array[] = [];
  readonly #images: Float64Array[] = [];
  /** What the space is to hold next. */
  #next: readonly Float64Array[];

  /** @param total - The variance along all axes. */
  constructor(matrix: SymmetricMatrix, total: number) {
    this.#matrix = matrix;
    this.#least = NOTHING * total;
    // Any start will do, as long as no axis is at right angles to it.
    this.#next = [2.4, 3.7].map((step) =>
      Float64Array.from({ length: matrix.size }, (_, i) => total * Math.cos(step * i + step)),
    );
  }

  /** Whether the space holds all its images, and so whole axes. */
  get isClosed(): boolean {
    return this.#next.length === 0;
  }

  /** @param size - Vectors that the basis is to have, if it does not close before. */
  grow(size: number): void {
    while (!this.isClosed && this.#basis.length < size) {
      const added: Float64Array[] = [];
      for (const vector of this.#next) {
        const direction = normalize(leaveOut(vector, this.#basis), this.#least);
        if (direction === undefined) continue;
        this.#basis.push(direction);
        added.push(direction);
      }
      this.#next = this.#matrix.multiply(added);
      this.#images.push(...this.#next);
    }
  }

  /** The two axes in this space that hold the most. */
  findAxes(): readonly [Axis, Axis] {
    const within = this.#basis.map((row) => Float64Array.from(this.#images, (image) => innerProduct(row, image)));
    const { values, vectors } = diagonalize(within);
    const order = values.map((_, k) => k).sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0));
    const axisAt = (rank: number): Axis => {
      const k = order[rank];
      const direction = new Float64Array(this.#matrix.size);
      const variance = values[k ?? -1] ?? 0;
      if (k === undefined || !(variance > this.#least)) return { direction, variance: 0 };
      for (const [b, vector] of this.#basis.entries()) addTo(direction, vector, vectors[k]?.[b] ?? 0);
      return { direction, variance };
    };
    return [axisAt(0), axisAt(1)];
  }
}

/** What is left of a vector at right angles to all directions. Done twice: the first time leaves rounding errors of what it took. */
function leaveOut(vector: Float64Array, directions: readonly Float64Array[]): Float64Array {
  const left = vector.slice();
  for (let pass = 0; pass < 2; pass++) {
    for (const direction of directions) addTo(left, direction, -innerProduct(left, direction));
  }
  return left;
}

/** Adds `factor` times a vector, in place. */
function addTo(sum: Float64Array, vector: Float64Array, factor: number): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? NaN) + factor * (vector[i] ?? NaN);
}

/** The vector at length 1; `undefined` if it is no longer than `least`. */
function normalize(vector: Float64Array, least: number): Float64Array | undefined {
  const length = Math.sqrt(innerProduct(vector, vector));
  return length > least ? vector.map((value) => value / length) : undefined;
}
