import type { Architecture } from "../checkpoint";
import { FAMILIES } from "../families/families";

/**
 * The name that a tensor has in checkpoints published today: "gamma" and "beta", from the time of TensorFlow, become
 * "weight" and "bias", and names in a bare encoder get the prefix of the family, such as "bert.", in front.
 */
export function canonicalName(name: string, architecture: Architecture): string {
  const { parts, prefix } = FAMILIES[architecture];
  const renamed = name.replace(/\.gamma$/, ".weight").replace(/\.beta$/, ".bias");
  return parts.some((part) => renamed.startsWith(part)) ? prefix + renamed : renamed;
}
