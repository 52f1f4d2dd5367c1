import type { PanelTone } from "../messages";

/** In the order in which they are drawn. */
export const TONES = ["negative", "neutral", "positive"] as const satisfies readonly (keyof PanelTone)[];
