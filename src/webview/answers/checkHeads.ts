import { HEAD_PLACES } from "../../wording/headPlaces";
import type { PanelHead, PanelInput, PanelShares } from "../messages";
import { PageError } from "../pageError";

/** Means of float32 and rounded sums may land a hair beyond 1. */
const MOST = 1 + 1e-3;

/** @throws {PageError} `bad-shares` unless each is 0..1. */
export function checkShares(shares: PanelShares): PanelShares {
  for (const place of HEAD_PLACES) {
    // Not `share < 0 ||`: every comparison with NaN is false.
    if (!(shares[place] >= 0 && shares[place] <= MOST))
      throw new PageError("bad-shares", `share of ${place}: ${shares[place]}, expected 0 to 1`);
  }
  return shares;
}

/** @throws {PageError} `bad-heads`, `bad-shares` unless there are L layers of N heads, each a square of 0..1. */
export function checkHeads(
  { model, tokens }: PanelInput,
  layers: readonly (readonly PanelHead[])[],
): readonly (readonly PanelHead[])[] {
  const fail = (what: string) => new PageError("bad-heads", `heads: ${what}`);
  if (layers.length !== model.layers) throw fail(`${layers.length} layers, expected ${model.layers}`);
  for (const [layer, heads] of layers.entries()) {
    if (heads.length !== model.heads) throw fail(`${heads.length} in layer ${layer}, expected ${model.heads}`);
    for (const { sketch, shares } of heads) {
      checkShares(shares);
      const side = sketch.length;
      if (side === 0 || side > tokens.length)
        throw fail(`${side} rows in layer ${layer}, expected 1 to ${tokens.length}`);
      const isSquare = sketch.every((row) => row.length === side && row.every((w) => w >= 0 && w <= MOST));
      if (!isSquare) throw fail(`a picture in layer ${layer} that is no square of weights, expected ${side} of 0 to 1`);
    }
  }
  return layers;
}
