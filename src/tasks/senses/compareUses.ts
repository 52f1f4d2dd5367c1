import { computePlane } from "../vectors/computePlane";
import { innerProduct } from "../vectors/innerProduct";
import { clusterVectors } from "./clusterVectors";
import type { SensesResult } from "./sensesRequest";

export interface UsesRead {
  /** For layer 0 to L, [U, H]. */
  readonly vectors: readonly Float32Array[];
  /** The one that is grouped. */
  readonly layer: number;
  /** [U, H] */
  readonly staticVectors: Float32Array | undefined;
  readonly hiddenSize: number;
  /** How many are wanted. */
  readonly groups: number | undefined;
}

/** Rows of products that are computed in one step: a few milliseconds. */
const ROWS = 50;

/** Groups uses by the cosines of their vectors, and places them in the plane. @param turn - Waits between two steps. */
export async function compareUses(
  { vectors, layer, staticVectors, hiddenSize: H, groups }: UsesRead,
  turn: () => Promise<unknown>,
): Promise<Omit<SensesResult, "precision" | "vectors" | "staticVectors">> {
  const rows = split(vectors[layer] ?? new Float32Array(), H);
  const products: Float64Array[] = [];
  for (const row of rows) {
    products.push(Float64Array.from(rows, (other) => innerProduct(row, other)));
    if (products.length % ROWS === 0) await turn();
  }
  const lengths = products.map((row, i) => Math.sqrt(row[i] ?? NaN));
  const distances = products.map((row, i) =>
    row.map((product, j) => (i === j ? 0 : 1 - toCosine(product, lengths[i], lengths[j]))),
  );
  await turn();
  const grouping = clusterVectors(distances, groups);
  await turn();
  const { points, share } = computePlane(
    Float64Array.from(products.flatMap((row) => [...row])),
    Float64Array.from(lengths),
  );
  const still = staticVectors && split(staticVectors, H);
  return {
    layer,
    groups: grouping.count,
    silhouette: grouping.silhouette,
    share,
    alike: vectors.map((layerVectors) => computeAlike(split(layerVectors, H))),
    uses: rows.map((row, i) => {
      const own = still?.[i];
      return {
        group: grouping.groups[i] ?? 0,
        fit: grouping.silhouettes[i] ?? 0,
        ...(own && { toStatic: toCosine(innerProduct(row, own), lengths[i], Math.sqrt(innerProduct(own, own))) }),
        point: [...(points[i] ?? [0, 0])] as [number, number],
      };
    }),
  };
}

function split(vectors: Float32Array, H: number): readonly Float64Array[] {
  return Array.from({ length: vectors.length / H }, (_, i) => Float64Array.from(vectors.subarray(i * H, (i + 1) * H)));
}

/** Rounding may carry a cosine beyond 1; a vector of zeros has no direction. */
function toCosine(product: number, a = NaN, b = NaN): number {
  return a * b > 0 ? Math.max(-1, Math.min(1, product / (a * b))) : 0;
}

/** The mean cosine of all pairs: of U directions, the squared length of their sum has each pair twice. */
function computeAlike(rows: readonly Float64Array[]): number {
  const U = rows.length;
  if (U < 2) return 1;
  const sum = new Float64Array(rows[0]?.length ?? 0);
  let directions = 0;
  for (const row of rows) {
    const length = Math.sqrt(innerProduct(row, row));
    if (length === 0) continue;
    directions += 1;
    for (let k = 0; k < sum.length; k++) sum[k] = (sum[k] ?? 0) + (row[k] ?? NaN) / length;
  }
  return (innerProduct(sum, sum) - directions) / (U * (U - 1));
}
