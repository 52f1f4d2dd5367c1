import * as l10n from "@vscode/l10n";
import type { FillsState } from "../answers/fillsState";
import { hasCharacters } from "../answers/tokenKind";
import { buildElement } from "../dom/buildElement";
import type { DrawOptions } from "../dom/drawOptions";
import type { PanelToken } from "../messages";
import { describeToken } from "./describeToken";
import { drawFillBars } from "./fillBars";
import { drawPieceText } from "./pieceText";

export interface TokenDetailsOptions extends DrawOptions {
  /** The model can fill a mask. */
  readonly hasMlm: boolean;
  /** The text stands in a document. */
  readonly hasDocument: boolean;
  readonly isMasked: boolean;
  /** It is a word of its own, and no piece of one. */
  readonly isWord: boolean;
  /** Writes a fill in place of the token. */
  readonly onUse: (text: string) => void;
  readonly onReveal: () => void;
  /** Absent for a token that cannot be masked. */
  readonly onMask?: (() => void) | undefined;
  readonly onClose: () => void;
}

const OF_PIECE = l10n.t("This is a piece of a word. Fill Mask, in the document, writes whole words.");
const INTO_DOCUMENT = l10n.t("Choose a word to write it into the document.");
const INTO_TEXT = l10n.t("Choose a word to write it into the text.");

/** The chosen token: what it is, where it is, and what the model would write in its place. */
export function drawTokenDetails(token: PanelToken, fills: FillsState, options: TokenDetailsOptions): HTMLElement {
  const { document, hasDocument, isMasked, onReveal, onMask, onClose } = options;
  const close = drawButton(document, { key: "close", label: "✕", onClick: onClose });
  close.setAttribute("aria-label", l10n.t("Close the details of this token"));
  close.className = "close";
  const children: HTMLElement[] = [
    buildElement(document, "div", {
      class: "details-heading",
      children: [buildElement(document, "h2", { children: [drawPieceText(token, { document })] }), close],
    }),
    buildElement(document, "p", { class: "facts", text: describeToken(token) }),
  ];
  if (hasCharacters(token) && hasDocument) {
    children.push(drawButton(document, { key: "reveal", label: l10n.t("Show in the document"), onClick: onReveal }));
  }
  if (onMask) {
    const mask = drawButton(document, {
      key: "mask",
      label: isMasked ? l10n.t("Unmask") : l10n.t("Mask it"),
      onClick: onMask,
    });
    mask.setAttribute(
      "title",
      l10n.t("Read the text again with this word masked, and compare. Also: a double click, or M"),
    );
    children.push(mask);
  }
  children.push(...drawFills(token, fills, options));
  return buildElement(document, "div", { class: "token-details", children });
}

function drawFills(token: PanelToken, fills: FillsState, options: TokenDetailsOptions): HTMLElement[] {
  const { document, hasMlm, hasDocument, isWord, onUse } = options;
  const note = (text: string) => buildElement(document, "p", { class: "note", text });
  if (!hasCharacters(token)) return [note(l10n.t("{0} is a marker for the model and stands for no word.", token.text))];
  if (!hasMlm) return [note(l10n.t("This model cannot fill masks."))];
  switch (fills.kind) {
    case "none":
      return [];
    case "awaited":
      return [note(l10n.t("The model is reading …"))];
    case "shown":
      return [
        buildElement(document, "h3", { text: l10n.t("If this alone were masked, the model would write") }),
        drawFillBars(fills.data, { document, onUse: isWord ? onUse : undefined }),
        note(!isWord ? OF_PIECE : hasDocument ? INTO_DOCUMENT : INTO_TEXT),
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
