import type { PanelToken } from "../messages";

export interface Weighed {
  readonly token: PanelToken;
  readonly weight: number;
}

/** Lists the tokens with the greatest weights, greatest first; of equals the earlier. */
export function listStrongest(tokens: readonly PanelToken[], weights: Float32Array, most: number): readonly Weighed[] {
  const strongest: Weighed[] = [];
  for (const [i, token] of tokens.entries()) {
    const weight = weights[i] ?? NaN;
    let at = strongest.length;
    while (at > 0 && weight > (strongest[at - 1]?.weight ?? Infinity)) at--;
    if (at >= most) continue;
    strongest.splice(at, 0, { token, weight });
    if (strongest.length > most) strongest.pop();
  }
  return strongest;
}
