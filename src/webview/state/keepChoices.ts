import type { PanelInput } from "../messages";
import type { PanelChoices } from "./panelChoices";

/**
 * What of the choices changes with a text that is shown instead of another, perhaps with another model. While the user
 * types, chosen and masked tokens stay so as long as they are the same pieces.
 *
 * @param texts - `before` is absent for the first text, whose choices an earlier page saved.
 */
export function keepChoices(
  { layer, head, others, pinned, masked }: PanelChoices,
  { before, now }: { readonly before: PanelInput | undefined; readonly now: PanelInput },
): Partial<PanelChoices> {
  const { layers, heads } = now.model;
  const isSamePiece = (p: number) => p < now.tokens.length && (before ?? now).tokens[p]?.text === now.tokens[p]?.text;
  return {
    layer: layer !== undefined && layer < layers ? layer : undefined,
    head: head < heads ? head : 0,
    others: others.every((each) => each.layer < layers && each.head < heads) ? others : [],
    compared: undefined,
    pinned: pinned !== undefined && isSamePiece(pinned) ? pinned : undefined,
    masked: masked.every(isSamePiece) ? masked : [],
    place: now.place,
  };
}
