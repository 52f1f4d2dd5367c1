import type { Requests } from "../../../engine/protocol/protocol";
import type { ToPage } from "../../../webview/messages";

/** @param positions - As the page asked for them, by which it knows the answer. */
export function readMaskAnswer(
  positions: readonly number[],
  { masked, next, tone, layer, head, links, moved, cosines }: Requests["mask"]["result"],
): ToPage {
  return {
    kind: "mask",
    positions,
    masked: masked.map(({ position, fills, original: { rank, ...original } }) => ({ position, fills, original, rank })),
    ...(next && { next }),
    ...(tone && { tone }),
    layer,
    head,
    links,
    moved,
    cosines,
  };
}
