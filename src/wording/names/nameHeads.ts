import * as l10n from "@vscode/l10n";
import { nameHead } from "./nameHead";

/** More heads than this are counted, not named. */
const MOST_NAMED = 4;

/** "Layer 3, head 1", or which heads it is the mean of. */
export function nameHeads(heads: readonly { readonly layer: number; readonly head: number }[]): string {
  const [only, ...others] = heads;
  if (only !== undefined && others.length === 0) return nameHead(only);
  if (heads.length <= MOST_NAMED) return l10n.t("Mean of heads {0}", listHeads(heads));
  const layers = new Set(heads.map(({ layer }) => layer));
  return layers.size === 1
    ? l10n.t("Mean of {0} heads of layer {1}", heads.length, only?.layer ?? 0)
    : l10n.t("Mean of {0} heads of {1} layers", heads.length, layers.size);
}

/** "0:1, 3:5": layers and heads, both counted from 0. */
export function listHeads(heads: readonly { readonly layer: number; readonly head: number }[]): string {
  return heads.map(({ layer, head }) => `${layer}:${head}`).join(", ");
}
