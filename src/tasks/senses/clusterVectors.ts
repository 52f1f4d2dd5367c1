/** How things are grouped at one number of groups. */
export interface Grouping {
  /** By thing, from 0; group 0 is the largest, of equals that of the first thing. */
  readonly groups: readonly number[];
  readonly count: number;
  /** By thing, -1..1. */
  readonly silhouettes: readonly number[];
  /** Mean of all. */
  readonly silhouette: number;
}

/** Fewer things have too few partners for a mean silhouette to say anything. */
const LEAST_TO_CHOOSE = 3;
const MOST_GROUPS = 8;
/** Under this, two groups are no better than one: the vectors of unrelated sentences split up so, too. */
const LEAST_SILHOUETTE = 0.1;

/**
 * Agglomerative clustering with average linkage (UPGMA, Sokal and Michener 1958).
 *
 * @param distances - [U, U], symmetrical.
 * @param wanted - Number of groups; without it the one from 2 to 8 with the best mean silhouette (Rousseeuw 1987), of equals
 *   the smallest, or one group if that is under 0.1.
 */
export function clusterVectors(distances: readonly Float64Array[], wanted?: number): Grouping {
  const U = distances.length;
  const merges = listMerges(distances);
  const group = (count: number) => measure(distances, cut(merges, U, count));
  if (wanted !== undefined) return group(Math.min(wanted, U));
  let best = group(1);
  if (U < LEAST_TO_CHOOSE) return best;
  let most = LEAST_SILHOUETTE;
  for (let count = 2; count <= Math.min(MOST_GROUPS, U - 1); count++) {
    const grouping = group(count);
    if (grouping.silhouette <= most) continue;
    best = grouping;
    most = grouping.silhouette;
  }
  return best;
}

type Merge = readonly [into: number, from: number];

/** U - 1 merges, the nearest groups first; of equals those of the first things. A group is named by its first thing. */
function listMerges(distances: readonly Float64Array[]): readonly Merge[] {
  const U = distances.length;
  const between = distances.map((row) => Float64Array.from(row));
  const sizes = new Array<number>(U).fill(1);
  const alive = Array.from({ length: U }, (_, thing) => thing);
  const merges: Merge[] = [];
  while (alive.length > 1) {
    const [into, from] = findNearest(between, alive);
    const [a, b] = [sizes[into] ?? 0, sizes[from] ?? 0];
    for (const other of alive) {
      if (other === into || other === from) continue;
      const mean = (a * (between[into]?.[other] ?? NaN) + b * (between[from]?.[other] ?? NaN)) / (a + b);
      between[into]?.fill(mean, other, other + 1);
      between[other]?.fill(mean, into, into + 1);
    }
    sizes[into] = a + b;
    alive.splice(alive.indexOf(from), 1);
    merges.push([into, from]);
  }
  return merges;
}

function findNearest(between: readonly Float64Array[], alive: readonly number[]): Merge {
  let found: Merge = [alive[0] ?? 0, alive[1] ?? 0];
  let least = Infinity;
  for (const [i, a] of alive.entries()) {
    const row = between[a];
    for (let j = i + 1; j < alive.length; j++) {
      const b = alive[j] ?? 0;
      const distance = row?.[b] ?? NaN;
      if (distance >= least) continue;
      least = distance;
      found = [a, b];
    }
  }
  return found;
}

/** The group of each thing after all but the last `count - 1` merges, the largest group first. */
function cut(merges: readonly Merge[], U: number, count: number): readonly number[] {
  const names = Array.from({ length: U }, (_, thing) => thing);
  for (const [into, from] of merges.slice(0, U - count)) {
    for (const [thing, name] of names.entries()) if (name === from) names[thing] = into;
  }
  const sizes = new Map<number, number>();
  for (const name of names) sizes.set(name, (sizes.get(name) ?? 0) + 1);
  // Sorting is stable, and names are in the order of their first things.
  const order = [...sizes].sort(([, a], [, b]) => b - a).map(([name]) => name);
  return names.map((name) => order.indexOf(name));
}

function measure(distances: readonly Float64Array[], groups: readonly number[]): Grouping {
  const count = Math.max(...groups) + 1;
  const sizes = Array.from({ length: count }, (_, group) => groups.filter((own) => own === group).length);
  const silhouettes = groups.map((own, thing) => {
    // A thing alone has no company to be nearer to, nor has one of all.
    if (count < 2 || sizes[own] === 1) return 0;
    const sums = new Float64Array(count);
    for (const [other, group] of groups.entries())
      sums[group] = (sums[group] ?? 0) + (distances[thing]?.[other] ?? NaN);
    const inside = (sums[own] ?? NaN) / ((sizes[own] ?? 0) - 1);
    const outside = Math.min(...[...sums].flatMap((sum, group) => (group === own ? [] : [sum / (sizes[group] ?? 0)])));
    const most = Math.max(inside, outside);
    return most === 0 ? 0 : (outside - inside) / most;
  });
  const silhouette = silhouettes.reduce((sum, value) => sum + value, 0) / Math.max(1, silhouettes.length);
  return { groups, count, silhouettes, silhouette };
}
