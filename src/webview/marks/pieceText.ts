import { buildElement } from "../buildElement";
import { isSpecial } from "./describeToken";
import type { PanelToken } from "../messages";

/** A word piece as the vocabulary writes it, isolated from the direction of the text around it. */
export function drawPieceText(token: PanelToken, { document }: { readonly document: Document }): HTMLElement {
  // The page is left to right; a piece in Arabic must not turn the numbers beside it around.
  const text = buildElement(document, "bdi", { class: isSpecial(token) ? "piece-text special" : "piece-text" });
  if (token.prefix === "") {
    text.textContent = token.text;
    return text;
  }
  text.append(
    buildElement(document, "span", { class: "hashes", text: token.prefix }),
    document.createTextNode(token.text.slice(token.prefix.length)),
  );
  return text;
}
