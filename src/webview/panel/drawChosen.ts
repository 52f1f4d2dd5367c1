import { listWord } from "../answers/listWord";
import { drawTokenDetails } from "../marks/tokenDetails";
import type { PanelState } from "../state/panelState";
import type { ViewActions } from "../views/panelView";

export interface ChosenOptions extends Pick<ViewActions, "document" | "onMask"> {
  readonly onUse: (position: number, text: string) => void;
  readonly onReveal: (position: number) => void;
  readonly onClose: () => void;
}

/** What is known of the chosen token, and what can be done with it; `undefined` if none is chosen. */
export function drawChosen(
  { input, fills, pinned, choices }: Pick<PanelState, "input" | "fills" | "pinned" | "choices">,
  { document, onMask, onUse, onReveal, onClose }: ChosenOptions,
): HTMLElement | undefined {
  const token = pinned && input?.tokens[pinned.position];
  if (!token) return undefined;
  const { position, kind } = token;
  const word = listWord(input.tokens, position);
  return drawTokenDetails(token, fills, {
    document,
    hasMlm: input.model.hasMlm,
    hasDocument: input.place !== undefined,
    onUse: (text) => onUse(position, text),
    isWord: kind === "mask" || word.length === 1,
    isMasked: choices.masked.includes(position),
    onReveal: () => onReveal(position),
    onMask: word.length > 0 ? () => onMask(position) : undefined,
    onClose,
  });
}
