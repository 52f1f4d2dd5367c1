import { buildElement } from "../buildElement";
import { isContinuation, isSpecial } from "./describeToken";
import type { PanelToken } from "../messages";

/** A word piece as the vocabulary writes it, isolated from the direction of the text around it. */
export function drawPieceText(token: PanelToken, { document }: { readonly document: Document }): HTMLElement {
  // The page is left to right; a piece in Arabic must not turn the numbers beside it around.
  const text = buildElement(document, "bdi", { class: isSpecial(token) ? "piece-text special" : "piece-text" });
  if (!isContinuation(token)) {
    text.textContent = token.text;
    return text;
  }
  text.append(
    buildElement(document, "span", { class: "hashes", text: "##" }),
    document.createTextNode(token.text.slice(2)),
  );
  return text;
}
