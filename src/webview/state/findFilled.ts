import { hasCharacters } from "../answers/tokenKind";
import type { PanelInput } from "../messages";

/** The token that is filled in both texts of a comparison: the chosen one, if the model can fill it. */
export function findFilled({ tokens, model }: PanelInput, pinned: number | undefined): number | undefined {
  const token = pinned === undefined ? undefined : tokens[pinned];
  return model.hasMlm && token?.segment === 0 && token.kind !== "mask" && hasCharacters(token) ? pinned : undefined;
}
