import type { PanelInput } from "../messages";
import type { PanelChoices } from "./panelChoices";

/**
 * What stays chosen when another text or model comes. While the user types, chosen and masked tokens stay so as long as
 * they are the same pieces.
 *
 * @param texts - `before` is absent for the first text, whose choices an earlier page saved.
 */
export function keepChoices(
  { layer, head, pinned, masked }: PanelChoices,
  { before, now }: { readonly before: PanelInput | undefined; readonly now: PanelInput },
): Partial<PanelChoices> {
  const isSamePiece = (p: number) => p < now.tokens.length && (before ?? now).tokens[p]?.text === now.tokens[p]?.text;
  return {
    layer: layer !== undefined && layer < now.model.layers ? layer : undefined,
    head: head < now.model.heads ? head : 0,
    pinned: pinned !== undefined && isSamePiece(pinned) ? pinned : undefined,
    masked: masked.every(isSamePiece) ? masked : [],
    place: now.place,
  };
}
