import type { PanelInput, ToPage } from "../messages";
import { PageError } from "../pageError";
import { isWeight } from "./isWeight";

/** Where one token comes from, layer by layer. */
export type Flow = Omit<Extract<ToPage, { readonly kind: "flow" }>, "kind">;

/** @throws {PageError} `bad-flow` unless there are L + 1 rows of T shares, and ways between places that exist. */
export function checkFlow({ model, tokens }: PanelInput, flow: Flow): Flow {
  const fail = (what: string) => new PageError("bad-flow", `flow: ${what}`);
  const { position, shares, ways } = flow;
  const T = tokens.length;
  const expected = (model.layers + 1) * T;
  if (tokens[position] === undefined) throw fail(`token ${position}, expected 0 to ${T - 1}`);
  if (!(shares instanceof Float64Array)) throw fail("no Float64Array");
  if (shares.length !== expected) throw fail(`${shares.length} shares, expected ${expected}`);
  const wrong = shares.find((share) => !isWeight(share));
  if (wrong !== undefined) throw fail(`share ${wrong}, expected 0 to 1`);
  for (const { layer, from, to, share } of ways) {
    const isPlaced = layer >= 0 && layer < model.layers && tokens[from] !== undefined && tokens[to] !== undefined;
    if (!isPlaced) throw fail(`a way from ${from} to ${to} in layer ${layer}, expected tokens and a layer that exist`);
    if (!isWeight(share)) throw fail(`share ${share} of a way, expected 0 to 1`);
  }
  return flow;
}
