import type { PanelFills } from "../messages";

/** The fills of the chosen token: not asked for, asked for, or answered. */
export type FillsState =
  { readonly kind: "none" } | { readonly kind: "awaited" } | { readonly kind: "shown"; readonly data: PanelFills };
