import * as l10n from "@vscode/l10n";
import type { Requests } from "../../../engine/protocol/protocol";
import type { PanelToken, ToPage } from "../../../webview/messages";
import type { PanelText } from "../panelText";
import { writePanelText } from "../writePanelText";

type FillResult = Requests["fill"]["result"];

/** The engine masks the first text only, so the second is read alone. A literal mask needs no other. */
export function writeFillQuestion(source: PanelText, { kind, start, end, segment }: PanelToken) {
  const masks = kind === "mask" ? {} : { masks: [{ start, end }] };
  const texts = writePanelText(source);
  return segment === 1 ? { text: texts.pair ?? "", ...masks } : { ...texts, ...masks };
}

export function readFills(token: PanelToken, result: FillResult): ToPage {
  const mask = result.masks.find(({ start }) => start === token.start);
  if (!mask) throw new RangeError(`no answer for the token at position ${token.position}`);
  const { original, fills, read } = mask;
  const notices = [
    ...(token.segment === 1 ? [l10n.t("For this, the model read B alone.")] : []),
    ...(read ? [l10n.t("For this, the model read characters {0} to {1}.", read.span.start, read.span.end)] : []),
  ];
  return {
    kind: "fills",
    position: token.position,
    fills: fills.map(({ text, probability }) => ({ text, probability })),
    ...(original &&
      token.kind !== "mask" && {
        original: { text: original.text, probability: original.probability },
        rank: original.rank,
      }),
    ...(notices.length > 0 && { notice: notices.join(" ") }),
  };
}
