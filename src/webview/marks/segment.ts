import type { PanelToken } from "../messages";

export function nameSegment(token: PanelToken): "A" | "B" {
  return token.segment === 0 ? "A" : "B";
}

/** The class that gives a token the colour of its segment. */
export function selectSegmentClass(token: PanelToken | undefined): "segment-a" | "segment-b" {
  return token?.segment === 1 ? "segment-b" : "segment-a";
}
