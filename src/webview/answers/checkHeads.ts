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
      if (!(sketch instanceof Float32Array)) throw fail(`no Float32Array in layer ${layer}`);
      const side = Math.sqrt(sketch.length);
      if (!Number.isInteger(side) || side === 0 || side > tokens.length)
        throw fail(`${sketch.length} weights in layer ${layer}, expected the square of 1 to ${tokens.length}`);
      if (!sketch.every(isWeight)) throw fail(`invalid picture in layer ${layer}, expected weights of 0 to 1`);
    }
  }
  return layers;
}
