import { HEAD_PLACES } from "../../wording/names/headPlaces";
import type { PanelHead, PanelInput, PanelShares } from "../messages";
import { PageError } from "../pageError";
import { isWeight } from "./isWeight";

/** @throws {PageError} `bad-shares` unless every share is 0..1. */
export function checkShares(shares: PanelShares): PanelShares {
  for (const place of HEAD_PLACES) {
    if (!isWeight(shares[place]))
      throw new PageError("bad-shares", `share of ${place}: ${shares[place]}, expected 0 to 1`);
  }
  return shares;
}

/** @throws {PageError} `bad-heads` unless there are L layers of N heads, each with a square of 0..1; `bad-shares`. */
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
      const isSquare = sketch.every((row) => row.length === side && row.every(isWeight));
      if (!isSquare) throw fail(`invalid picture in layer ${layer}, expected ${side} × ${side} weights of 0 to 1`);
    }
  }
  return layers;
}
