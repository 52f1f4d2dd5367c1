import type { Focus } from "../answers/attentionMap";
import type { DrawOptions } from "../dom/drawOptions";

export interface TokenViewOptions extends DrawOptions {
  /** Called with the token that the mouse or the focus is on, or with none. */
  readonly onPoint: (focus: Focus | undefined) => void;
  readonly onPin: (focus: Focus) => void;
}

/** A picture of all tokens in which one can be brought forward. */
export interface TokenView {
  readonly element: HTMLElement;
  /** Brings one token forward with everything that concerns it; without a focus, all tokens are equal again. */
  isolate(focus: Focus | undefined): void;
}
