import { buildElement } from "../buildElement";
import { describeToken, hasCharacters } from "./describeToken";
import { drawFillBars, type FillsData } from "./fillBars";
import type { PanelToken } from "../messages";
import { drawPieceText } from "./pieceText";

export type FillsState =
  | { readonly kind: "none" }
  | { readonly kind: "awaited" }
  | { readonly kind: "shown"; readonly data: FillsData & { readonly notice?: string } };

export interface TokenDetailsOptions {
  readonly document: Document;
  /** Whether the model can fill a mask at all. */
  readonly hasMlm: boolean;
  readonly onReveal: () => void;
  readonly onClose: () => void;
}

/** The chosen token: what it is, where it stands, and what the model would write in its place. */
export function drawTokenDetails(token: PanelToken, fills: FillsState, options: TokenDetailsOptions): HTMLElement {
  const { document, onReveal, onClose } = options;
  const close = drawButton(document, { key: "close", label: "✕", onClick: onClose });
  close.setAttribute("aria-label", "Let go of this token");
  close.className = "close";
  const children: HTMLElement[] = [
    buildElement(document, "div", {
      class: "details-heading",
      children: [buildElement(document, "h2", { children: [drawPieceText(token, { document })] }), close],
    }),
    buildElement(document, "p", { class: "facts", text: describeToken(token) }),
  ];
  if (hasCharacters(token)) {
    children.push(drawButton(document, { key: "reveal", label: "Show in the document", onClick: onReveal }));
  }
  children.push(...drawFills(token, fills, options));
  return buildElement(document, "div", { class: "token-details", children });
}

function drawFills(token: PanelToken, fills: FillsState, { document, hasMlm }: TokenDetailsOptions): HTMLElement[] {
  const note = (text: string) => buildElement(document, "p", { class: "note", text });
  if (!hasCharacters(token)) return [note(`${token.text} marks a place for the model; it stands for no word.`)];
  if (!hasMlm) return [note("This model has no head that fills masks.")];
  switch (fills.kind) {
    case "none":
      return [];
    case "awaited":
      return [note("The model is reading …")];
    case "shown":
      return [
        buildElement(document, "h3", { text: "Had it been masked, the model would write" }),
        drawFillBars(fills.data, { document }),
        ...(fills.data.notice === undefined ? [] : [note(fills.data.notice)]),
      ];
  }
}

function drawButton(
  document: Document,
  { key, label, onClick }: { readonly key: string; readonly label: string; readonly onClick: () => void },
): HTMLElement {
  const button = buildElement(document, "button", {
    class: "action",
    text: label,
    attributes: { type: "button", "data-key": key },
  });
  button.addEventListener("click", onClick);
  return button;
}
