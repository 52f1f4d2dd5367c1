import type { Focus } from "../answers/attentionMap";

export interface AttentionViewOptions {
  readonly document: Document;
  /** The mouse or the focus is on this token, or on none. */
  readonly onPoint: (focus: Focus | undefined) => void;
  readonly onPin: (focus: Focus) => void;
}

/** One way to draw an attention map. */
export interface AttentionView {
  readonly element: HTMLElement;
  /** Brings one token's attention forward, all of it; the whole map without. */
  isolate(focus: Focus | undefined): void;
}
