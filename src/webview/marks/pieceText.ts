import { isSpecial } from "../answers/tokenKind";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";
import type { PanelToken } from "../messages";

/** A word piece as the vocabulary writes it, isolated from the direction of the text around it. */
export function drawPieceText(token: PanelToken, { document }: DrawOptions): HTMLElement {
  // The page is left to right: an Arabic piece must not reverse the numbers beside it.
  const text = buildElement(document, "bdi", { class: isSpecial(token) ? "piece-text special" : "piece-text" });
  if (token.prefix === "") {
    text.textContent = token.text;
    return text;
  }
  text.append(
    buildElement(document, "span", { class: "hashes", text: token.prefix }),
    token.text.slice(token.prefix.length),
  );
  return text;
}
