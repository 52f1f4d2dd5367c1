import { createUnit, type Matrix, mixRows } from "./matrix";
import type { RolloutFlow } from "./rolloutRequest";

/** Ways listed between two layers, and the least share of one. */
const MOST_LINKS = 40;
const LEAST_SHARE = 0.002;

/** Where a token comes from, layer by layer, down to the embeddings. @param mixes - Of each layer, the first layer first. */
export function followDown(mixes: readonly Matrix[], token: number): RolloutFlow {
  const T = mixes[0]?.length ?? 0;
  const shares = new Float64Array((mixes.length + 1) * T);
  const links: RolloutFlow["links"][number][] = [];
  let row = createUnit(T, token);
  shares.set(row, mixes.length * T);
  for (let layer = mixes.length - 1; layer >= 0; layer -= 1) {
    const mix = mixes[layer] ?? [];
    links.unshift(...listLinks(row, mix, layer));
    row = mixRows(row, mix);
    shares.set(row, layer * T);
  }
  return { shares, links };
}

/** @param row - [T]: how much of the token comes from each place after the layer. */
function listLinks(row: Float64Array, mix: Matrix, layer: number): RolloutFlow["links"] {
  const found: RolloutFlow["links"][number][] = [];
  for (const [to, share] of row.entries()) {
    if (share < LEAST_SHARE) continue;
    for (const [from, weight] of (mix[to] ?? new Float64Array()).entries()) {
      if (share * weight >= LEAST_SHARE) found.push({ layer, from, to, share: share * weight });
    }
  }
  return found.sort((a, b) => b.share - a.share).slice(0, MOST_LINKS);
}
