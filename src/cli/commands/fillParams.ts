import type { Requests } from "../../engine/protocol/protocol";
import type { TextFields } from "../texts/textFields";

/** What is asked of masks, each by itself or together. */
export function buildFillParams(
  model: string,
  { text, pair, before, after, masks, top, maxPieces, words }: TextFields,
): Omit<Requests["joint"]["params"], "targets"> {
  return {
    model,
    text,
    ...(pair !== undefined && { pair }),
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    ...(masks !== undefined && { masks }),
    ...(top !== undefined && { top }),
    ...(maxPieces !== undefined && { maxPieces }),
    ...(words !== undefined && { words }),
  };
}
