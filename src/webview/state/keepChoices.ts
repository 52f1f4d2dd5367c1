import type { PanelInput } from "../messages";
import type { PanelChoices } from "./panelChoices";

/** What of the choices changes with a text that is shown instead of another, perhaps with another model. */
export function keepChoices(
  { layer, head, others, pinned }: PanelChoices,
  before: PanelInput,
  { model, tokens, place }: PanelInput,
): Partial<PanelChoices> {
  const { layers, heads } = model;
  // While the user types, the chosen token stays chosen as long as it is the same piece.
  const isSamePiece = (p: number) => before.tokens[p]?.text === tokens[p]?.text;
  return {
    layer: layer !== undefined && layer < layers ? layer : undefined,
    head: head < heads ? head : 0,
    others: others.every((each) => each.layer < layers && each.head < heads) ? others : [],
    compared: undefined,
    pinned: pinned !== undefined && pinned < tokens.length && isSamePiece(pinned) ? pinned : undefined,
    place,
  };
}
