import { checkSenses } from "../answers/checkSenses";
import type { DrawOptions } from "../dom/drawOptions";
import { drawMaskGame } from "../games/maskGame";
import { drawPairGame } from "../games/pairGame";
import type { ToPage } from "../messages";
import type { FromPage } from "../messages/fromPage";
import { drawProbe } from "./drawProbe";
import { drawSenses } from "./drawSenses";

export interface OtherPageOptions extends DrawOptions {
  readonly post: (message: FromPage) => void;
}

/**
 * What is shown instead of a text and its tokens.
 *
 * @returns `undefined` for any other message.
 * @throws {PageError} for an invalid answer.
 */
export function drawOtherPage(message: ToPage, { document, post }: OtherPageOptions): HTMLElement | undefined {
  switch (message.kind) {
    case "probe":
      return drawProbe(message.probe, { document, onCopy: () => post({ kind: "copy" }) });
    case "senses":
      return drawSenses(checkSenses(message.senses), { document, onOpen: (index) => post({ kind: "open", index }) });
    case "masks":
      return drawMaskGame(message.masks, { document, onDeal: (game) => post({ kind: "deal", ...game }) });
    case "pairs":
      return drawPairGame(message.pairs, { document, onDeal: (game) => post({ kind: "deal", ...game }) });
    default:
      return undefined;
  }
}
