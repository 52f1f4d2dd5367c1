import type { Requests } from "../../../engine/protocol/protocol";
import type { PanelInput, PanelLayerAnswers } from "../../../webview/messages";
import type { ModelInfo } from "../../services";

type LayersParams = Omit<Requests["layers"]["params"], "model">;

/** Fills shown for a mask at each layer. */
const TOP_FILLS = 5;

/**
 * What to ask about the layers of a text.
 *
 * @param position - The token to mask; by default, the first text's own masks are read, as far as the panel shows them.
 * @returns `undefined` if no readout of the model has anything to say.
 */
export function writeLayersQuestion(
  { text, pair, tokens }: PanelInput,
  { has }: ModelInfo,
  position: number | undefined,
): LayersParams | undefined {
  const token = position === undefined ? undefined : tokens[position];
  const masked = token ? [token] : tokens.filter(isOwnMask);
  const isFilled = has.mlm && masked.length > 0;
  // Named one by one: of a long text the panel shows a part, and masks beyond it cannot be asked about. A blank of
  // several pieces is one span.
  const starts = new Set(masked.map(({ start }) => start));
  const masks = Array.from(starts, (start) => ({
    start,
    end: masked.find((mask) => mask.start === start)?.end ?? start,
  }));
  const isJudged = pair === undefined ? has.classifier : has.nsp;
  if (!isFilled && !isJudged) return undefined;
  return { text, ...(pair !== undefined && { pair }), ...(isFilled && { masks }), top: TOP_FILLS };
}

/** The answers with the positions of the masks that they are about. */
export function readLayers({ tokens, layers }: Requests["layers"]["result"]): readonly PanelLayerAnswers[] {
  const positions = tokens.filter(isOwnMask).map(({ position }) => position);
  return layers.map(({ masks, next, tone }) => ({
    masks: masks.map(({ fills }, i) => ({ position: positions[i] ?? NaN, fills })),
    ...(next !== undefined && { next }),
    ...(tone && { tone }),
  }));
}

function isOwnMask({ kind, segment }: { readonly kind: string; readonly segment: number }): boolean {
  return kind === "mask" && segment === 0;
}
